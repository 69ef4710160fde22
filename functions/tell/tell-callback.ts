import { setTimeout as sleep } from 'node:timers/promises';
import { type AuthorityName, messageOf } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import type { Filing } from '../../schemas/filing.ts';
import { compare } from '../ledger/attempts.ts';
import { digestOf } from '../ledger/digest.ts';
import { indexed } from '../ledger/facts.ts';
import { CONFLICTING } from '../ledger/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { newsOf } from '../ledger/news.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord } from '../ledger/records.ts';
import type { Word } from '../outcomes/word.ts';
import { adopt } from './adopt.ts';
import { replayLater, type TechnicalReplay } from './replay.ts';
import { type TellPorts, tell } from './tell.ts';
import { turnedDown } from './turned-down.ts';

export interface TellCallbackPorts extends TellPorts {
  /** Of each authority's lane. */
  technicalReplay: Readonly<Partial<Record<AuthorityName, TechnicalReplay>>>;
  now: () => Date;
}

/** Word of a callback may come a moment before the callback is stored. */
const LOOKS = 8;
const LOOK_MS = 60;

/**
 * Tells the platforms of a callback that is stored, and does what follows from it: orphans join their
 * filing, what failed technically waits to go again, what awaited it is let go. All of it may be done twice.
 * @returns false where no such callback is stored (yet)
 */
export async function tellCallback(word: Word, ports: TellCallbackPorts): Promise<boolean> {
  const { authority, kind, reference } = word;
  const { ledger } = ports;
  const key: FilingKey = { authority, kind, reference };
  const found = await storedBy(word, key, ledger);
  if (!found) return false;

  const { record, known } = found;
  const contract = messageOf(authority, record.message) as InboundMessage;
  const payload: unknown = JSON.parse(record.body);
  const facts = contract.facts(payload);
  const adopted = await orphansOf(key, contract, facts, record, ledger);
  const records = await afterReplay(key, facts, record, joined(known, adopted), ports);

  const about = { contract, messageId: record.messageId, at: record.at, digest: word.digest };
  const filing = await tell(key, facts, about, records, ports);
  const news = newsOf(key, contract, payload, records);
  await Promise.all(news.map(async ([one, says]) => tell(one, says, about, await ledger.records(one), ports)));
  log(key, facts, record, records, filing, ports);
  return true;
}

async function storedBy(
  { messageId, digest }: Word,
  key: FilingKey,
  ledger: Ledger,
): Promise<{ record: ReceivedRecord; known: LedgerRecord[] } | undefined> {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    if (looks > 0) await sleep(LOOK_MS);
    const known = await ledger.records(key);
    for (const record of known) {
      if (record.type === 'received' && record.messageId === messageId && digestOf(record.body) === digest)
        return { record, known };
    }
  }
  return undefined;
}

/** What lay under the authority's reference joins the filing that turns out to have it, whichever came first. */
async function orphansOf(
  key: FilingKey,
  contract: InboundMessage,
  facts: Facts,
  { pathReference }: ReceivedRecord,
  ledger: Ledger,
): Promise<ReceivedRecord[]> {
  const customsReference = facts.customsReference ?? pathReference;
  if (key.reference === customsReference) {
    const owner = await ledger.findByCustomsReference(key.authority, key.kind, customsReference);
    if (owner) await adopt(owner, customsReference, ledger);
    return [];
  }
  const given = contract.givesReference ? indexed(key, customsReference).customsReference : undefined;
  return given ? adopt(key, given, ledger) : [];
}

/** What is known of a filing with what it took over just now, oldest first. */
function joined(known: readonly LedgerRecord[], adopted: readonly ReceivedRecord[]): LedgerRecord[] {
  const isKnown = ({ messageId, body }: ReceivedRecord) =>
    known.some((one) => one.type === 'received' && one.messageId === messageId && one.body === body);
  return [...known, ...adopted.filter((one) => !isKnown(one))].sort((a, b) => compare(a.at, b.at));
}

/** [H7-Etech] The records as they are once what failed technically is to go again. */
async function afterReplay(
  key: FilingKey,
  facts: Facts,
  { messageId }: ReceivedRecord,
  records: LedgerRecord[],
  { ledger, technicalReplay, now }: TellCallbackPorts,
): Promise<LedgerRecord[]> {
  const replay = facts.technical && facts.errors && technicalReplay[key.authority];
  if (!replay) return records;
  const settled = await replayLater(key, records, messageId, replay, ledger, now());
  return settled
    ? records.map((one) => (one === settled.sent ? { ...settled.sent, settlement: settled.held } : one))
    : records;
}

function log(
  key: FilingKey,
  facts: Facts,
  record: ReceivedRecord,
  records: readonly LedgerRecord[],
  filing: Filing,
  { telemetry }: TellCallbackPorts,
): void {
  const about = { authority: key.authority, reference: key.reference, messageId: record.messageId };
  const message = facts.errors && turnedDown(key, record, records);
  if (message) telemetry.event(facts.technical ? 'message.failed' : 'message.rejected', { ...about, message });
  const isConflicting = filing.history.some((one) => one.messageId === record.messageId && one.outcome === CONFLICTING);
  if (isConflicting) telemetry.problem('callback.conflicting', { ...about, message: record.message });
}
