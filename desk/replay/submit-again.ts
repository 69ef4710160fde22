import type { PersonAction } from '../../functions/ledger/actions.ts';
import type { FilingActions } from '../../functions/ledger/filing-actions.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { DeadLetter } from '../../functions/outbox/dead-letters.ts';
import type { Redrives } from '../../functions/outbox/redrives.ts';
import type { Awaited } from '../filings/answers.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { putOnOutbox } from '../gateway/outbox.ts';
import { refusedPermission } from '../gateway/refused-permission.ts';
import { vouchFor } from '../redrive/vouch-for.ts';
import { momentOf } from '../render/times.ts';
import { vouchedId } from '../submit/vouched-id.ts';
import type { ReplayDraft } from './draft.ts';
import { examineFiling, examineLetter, type ReplayWish, type StuckMessage } from './examine-filing.ts';
import type { TakenLetters } from './letters-taken.ts';
import type { ReplayRow } from './replay-row.ts';
import type { LeftOut } from './turned-down.ts';

export interface SubmitPorts {
  gateway: GatewayConnection;
  ledger: Ledger;
  filingActions: FilingActions;
  redrives: Redrives;
  /** The dead letters of the lane. */
  letters: TakenLetters;
  who: string;
  now: () => Date;
}

/** A filing that was submitted again, or not. */
export interface SubmittedAgain {
  row: ReplayRow;
  /** Of what was put: the means to wait for its answer. */
  awaited?: Awaited;
}

/** A message that is to be put on the outbox. */
interface Outgoing {
  key: FilingKey;
  tryName: string;
  action: PersonAction;
  body: string;
  redrivenFrom?: string;
  messageId?: string | undefined;
  awaited?: Awaited;
  letter?: DeadLetter;
}

/**
 * Submits filings of one lane again, together. Each is marked before, by the try that was turned down: whoever meets the
 * mark leaves it out. What could not be put loses its mark.
 * @throws the refusal of AWS where a permission is missing
 */
export async function submitAgain(
  keys: readonly FilingKey[],
  wish: Omit<ReplayWish, 'now'>,
  ports: SubmitPorts,
): Promise<SubmittedAgain[]> {
  const { gateway, filingActions } = ports;
  const prepared = await Promise.all(keys.map((key) => prepare(key, wish, ports)));
  const outgoing = prepared.flatMap((one) => ('leftOut' in one ? [] : [one]));
  const [first] = keys;
  if (!first) return [];
  const outbox = await gateway.outbox(first.authority);
  const puts = await putOnOutbox(await gateway.queues(), outbox, outgoing);
  const refused = puts.find(({ cause }) => refusedPermission(cause));
  const results = new Map<FilingKey, SubmittedAgain>();
  for (const { submission: one, error } of puts) {
    const { key, tryName, action, messageId, awaited, letter } = one;
    const { reference } = key;
    if (error !== null) {
      await filingActions.forget(key, tryName);
      results.set(key, { row: { reference, action: 'failed', reason: error } });
      continue;
    }
    await filingActions.finish(key, tryName, action);
    if (letter) await takeOff(key, letter, ports);
    const row: ReplayRow = { reference, action: 'replayed', ...(messageId !== undefined && { messageId }) };
    results.set(key, { row, ...(awaited && { awaited }) });
  }
  if (refused && puts.every(({ error }) => error !== null)) throw refused.cause;
  return keys.map((key, n) => results.get(key) ?? skipped(key, (prepared[n] as LeftOut).leftOut));
}

const skipped = ({ reference }: FilingKey, reason: string): SubmittedAgain => ({
  row: { reference, action: 'skipped', reason },
});

/** Reads a filing anew, and marks its try. */
async function prepare(key: FilingKey, wish: Omit<ReplayWish, 'now'>, ports: SubmitPorts): Promise<Outgoing | LeftOut> {
  const { ledger, filingActions, now, who } = ports;
  const found = await examineFiling(key, { ...wish, now: now() }, ledger);
  if ('leftOut' in found) return found;
  const ready = 'stuck' in found ? await ofLetter(found, wish, ports) : await ofDraft(found, ports);
  if ('leftOut' in ready) return ready;
  const about = { authority: key.authority, reference: key.reference, reason: wish.reason };
  const action: PersonAction = { at: now().toISOString(), who, action: 'replay', ...about, ...detailOf(found) };
  const earlier = await filingActions.keepOnce(key, ready.tryName, action);
  if (!earlier) return { ...ready, action };
  return { leftOut: `it was submitted again already, at ${momentOf(earlier.at)} by ${earlier.who}` };
}

function detailOf(found: ReplayDraft | StuckMessage): Pick<PersonAction, 'detail'> {
  const places = 'differences' in found ? found.differences.map(({ pointer }) => pointer) : [];
  return places.length > 0 ? { detail: `changed ${places.join(', ').slice(0, 500)}` } : {};
}

async function ofDraft(
  { key, tryName, submission, before, messageId }: ReplayDraft,
  { gateway }: SubmitPorts,
): Promise<Omit<Outgoing, 'action'>> {
  const redrivenFrom = await vouchedId(gateway, submission);
  const awaited: Awaited = { submission, key, before };
  const { body } = submission;
  return { key, tryName, body, messageId, awaited, ...(redrivenFrom !== undefined && { redrivenFrom }) };
}

/** One that was claimed goes as it is, so that its sender knows its claim. */
async function ofLetter(
  stuck: StuckMessage,
  wish: Omit<ReplayWish, 'now'>,
  ports: SubmitPorts,
): Promise<Omit<Outgoing, 'action'> | LeftOut> {
  const { key } = stuck;
  const letter = await ports.letters.letter(stuck.stuck.letter);
  if (!letter)
    return { leftOut: 'its dead letter is not among those that can be read now: try again in a few minutes' };
  if (!stuck.stuck.claimed) {
    const found = await examineLetter(stuck, letter.body, { ...wish, now: ports.now() }, ports.ledger);
    return 'leftOut' in found ? found : { ...(await ofDraft(found, ports)), letter };
  }
  const redrivenFrom = await vouchFor(ports.redrives, key.authority, letter);
  return { key, tryName: `stuck/${letter.id}`, body: letter.body, redrivenFrom, letter };
}

/** The letter is removed once its text is on the outbox: a second copy meets the claim of the first. */
async function takeOff(key: FilingKey, letter: DeadLetter, { ledger, letters, now }: SubmitPorts): Promise<void> {
  await letters.remove(letter);
  await ledger.noteLetter(key, letter.id, { redrivenAt: now().toISOString() });
}
