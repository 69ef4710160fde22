import type { FilingKind } from '../../../schemas/contract.ts';
import type { FilingState, FilingStatus } from '../../../schemas/filing.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import type { CustomsCall, SmallGateway } from './small-gateway.ts';

/** The end that a filing has to have. */
export interface ExpectedFiling {
  reference: string;
  kind?: FilingKind;
  status: FilingStatus;
  state?: FilingState | null;
}

/** The required end of a scenario, whatever was lost on the way. */
export interface Expected {
  filings: readonly ExpectedFiling[];
  /** The outcomes that must be published, each once by its id: `CREATED news`, see {@link kindTold}. */
  told: readonly string[];
  /** The messages that customs sees, each once: `CREATED /declarations/creer`. */
  sent: readonly string[];
  /** Entries of `told` and `sent` that may be missing, since the loss itself can prevent them. */
  perhaps?: { told?: readonly string[]; sent?: readonly string[] };
  /** The number of dead letters. @default 0 */
  letters?: number;
  /** Customs says of a message that it failed technically: then it goes again. */
  isFailedTechnically?: boolean;
}

/** The states that customs may have given: the outcome names the one that was stored when it was published. */
const news: ReadonlySet<string> = new Set(['accepted', 'state-changed', 'released', 'amended']);

/** The kind of an outcome: `news` for every state customs gave, else its own name. */
export function kindTold({ outcome }: Pick<Outcome, 'outcome'>): string {
  return news.has(outcome) ? 'news' : outcome;
}

/** Everything that is not as required, message by message: submitted, seen by customs, kept, published. */
export async function faultsOf(gateway: SmallGateway, expected: Expected): Promise<string[]> {
  const outcomes = await gateway.outcomes();
  return [
    ...gateway.problems,
    ...(await faultsKept(gateway, expected)),
    ...faultsTold(outcomes, expected),
    ...(await faultsLastTold(gateway, outcomes, expected)),
    ...faultsSeen(gateway, expected),
    ...(await faultsLeft(gateway, expected)),
  ];
}

async function faultsKept(gateway: SmallGateway, { filings }: Expected): Promise<string[]> {
  const faults: string[] = [];
  const places = new Map<string, string[]>();
  for (const { reference, kind = 'declaration', status, state } of filings) {
    const filing = await gateway.filing(reference, kind);
    if (filing.status !== status) faults.push(`${reference} is ${filing.status}, not ${status}`);
    if (state !== undefined && filing.state !== state) faults.push(`${reference} is ${filing.state}, not ${state}`);
    for (const record of await gateway.ledger.records({ authority: 'delta-h7', kind, reference })) {
      if (record.type === 'received') {
        places.set(record.messageId, [...(places.get(record.messageId) ?? []), reference]);
      }
      if (record.type === 'sent' && record.settlement?.verdict === 'parked' && status !== 'waiting') {
        faults.push(`${reference} ${record.message} is still parked`);
      }
    }
  }
  for (const { messageId, message, outcome } of gateway.customs.callbacks) {
    if (outcome === 'given-up') faults.push(`the callback ${message} ${messageId} was given up`);
    if (outcome !== 'done') continue;
    const found = places.get(messageId) ?? [];
    if (found.length !== 1) faults.push(`the callback ${message} ${messageId} is kept ${found.length} times: ${found}`);
  }
  return faults;
}

function faultsTold(outcomes: readonly Outcome[], { told, perhaps }: Expected): string[] {
  const byId = new Map<string, string>();
  const faults: string[] = [];
  for (const outcome of outcomes) {
    const one = `${outcome.reference} ${kindTold(outcome)}`;
    const before = byId.get(outcome.id);
    if (before !== undefined && before !== one) faults.push(`${outcome.id} was published as ${before} and as ${one}`);
    byId.set(outcome.id, one);
  }
  return [...faults, ...differences('published', [...byId.values()], told, perhaps?.told)];
}

/** Filings whose state differs from the published one with the latest date. */
async function faultsLastTold(
  gateway: SmallGateway,
  outcomes: readonly Outcome[],
  { filings }: Expected,
): Promise<string[]> {
  const faults: string[] = [];
  for (const { reference, kind = 'declaration' } of filings) {
    const told = outcomes
      .filter((one) => one.reference === reference && kindTold(one) === 'news' && one.stateDateTime)
      .sort((a, b) => Date.parse(dateOf(a)) - Date.parse(dateOf(b)))
      .at(-1);
    const { state } = await gateway.filing(reference, kind);
    if (told && told.state !== state) faults.push(`${reference} was published as ${told.state}, and is ${state}`);
  }
  return faults;
}

const dateOf = ({ stateDateTime }: Outcome) => (stateDateTime ?? '').replace(/\[.*$/, '');

function faultsSeen(gateway: SmallGateway, { sent, perhaps, isFailedTechnically }: Expected): string[] {
  const faults: string[] = [];
  const messages = new Map<string, CustomsCall[]>();
  for (const call of gateway.customsCalls.filter(({ arrived }) => arrived)) {
    const key = `${call.reference} ${pathOf(call)} ${call.messageId}`;
    messages.set(key, [...(messages.get(key) ?? []), call]);
  }
  for (const [key, calls] of messages) {
    const clear = calls.slice(0, -1).filter((call) => isClear(call) && !gateway.killed.has(call.instance));
    if (clear.length > 0 && !isFailedTechnically)
      faults.push(`${key} went again after ${clear.map(({ heard }) => heard).join(', ')}`);
  }
  const seen = [...messages.keys()].map((key) => key.slice(0, key.lastIndexOf(' ')));
  return [...faults, ...differences('seen by customs', seen, sent, perhaps?.sent)];
}

/** True for an answer that decides the fate of the message. */
function isClear({ heard }: CustomsCall): boolean {
  return heard !== undefined && (heard < 300 || [400, 413, 422].includes(heard));
}

const pathOf = ({ path }: CustomsCall) => path.replace(/^\/dh7/, '').replace(/\/\d{4,}\//, '/{}/');

async function faultsLeft(gateway: SmallGateway, { letters = 0 }: Expected): Promise<string[]> {
  const [outbox, deadLetters, untold] = await Promise.all(
    (['outbox', 'deadLetters', 'untold'] as const).map((queue) => gateway.left(queue)),
  );
  return [
    ...(outbox === 0 ? [] : [`${outbox} messages are left on the outbox`]),
    ...(deadLetters === letters ? [] : [`${deadLetters} dead letters, not ${letters}`]),
    ...(untold === 0 ? [] : [`${untold} callbacks were put aside`]),
  ];
}

/** The wanted entries that are missing, except those that may be, and the found ones that are too many. */
function differences(
  what: string,
  found: readonly string[],
  wanted: readonly string[],
  perhaps: readonly string[] = [],
): string[] {
  const left = [...found];
  const missing = wanted.filter((one) => {
    const place = left.indexOf(one);
    if (place >= 0) left.splice(place, 1);
    return place < 0 && !perhaps.includes(one);
  });
  return [...missing.map((one) => `not ${what}: ${one}`), ...left.map((one) => `${what}, and should not be: ${one}`)];
}
