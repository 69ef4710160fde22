import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Facts } from '../../schemas/contract.ts';
import type { Filing } from '../../schemas/filing.ts';
import { compare } from '../ledger/attempts.ts';
import { digestOf } from '../ledger/digest.ts';
import { CONFLICTING } from '../ledger/history.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord } from '../ledger/records.ts';
import { adopt } from './adopt.ts';
import type { Callback } from './callback.ts';
import { driftOf } from './drift.ts';
import { contractOf, filingOf } from './identify.ts';
import { replayLater, type TechnicalReplay } from './replay.ts';
import { factOf, indexed, spread } from './spread.ts';
import { type TellPorts, type Told, tell } from './tell.ts';
import { turnedDown } from './turned-down.ts';

export interface KeepPorts extends TellPorts {
  /** Of each authority's lane. */
  technicalReplay: Readonly<Partial<Record<AuthorityName, TechnicalReplay>>>;
  now: () => Date;
}

/**
 * Stores a callback and tells the platforms, in this order, and returns only when both are durable
 * (H7-R2). A message that came before is told again, since nobody knows whether it was the first time.
 */
export async function keep(callback: Callback, ports: KeepPorts): Promise<void> {
  const { messageId, payload, body, path, candidates, customsReference: pathReference } = callback;
  const { ledger, now } = ports;
  const key = await filingOf(callback, ledger);
  // What is known is read while the message is stored: customs waits for one of the two only.
  const reading = ledger.records(key);
  reading.catch(() => undefined);
  // Only a message that is not told by its route alone needs to be known by what was asked.
  const asked = candidates.length > 1 || key.kind !== 'declaration' ? await reading : [];
  const contract = contractOf(callback, asked);
  const facts = contract.facts(payload);
  const at = now().toISOString();
  const record: ReceivedRecord = {
    type: 'received',
    message: contract.message,
    path,
    at,
    messageId,
    body,
    drift: driftOf(callback, contract, facts),
    ...(pathReference && { pathReference }),
  };

  const news = await spread({ key, contract, payload, messageId, at }, asked, ledger);
  const customsReference = facts.customsReference ?? pathReference;
  const given = contract.givesReference ? indexed(key, customsReference) : {};
  const [stored, known, adopted] = await Promise.all([
    ledger.receive(key, record, { fact: factOf(key, facts), ...given }),
    reading,
    given.customsReference ? adopt(key, given.customsReference, ledger) : [],
  ]);
  if (key.reference === customsReference) await adoptByOwner(key, ledger);
  const records = await afterReplay(key, facts, record, joined(known, [record, ...adopted]), ports);

  const told: Told = { contract, messageId, at, digest: digestOf(body) };
  const filing = await tell(key, facts, told, records, ports);
  await Promise.all(news.map(async ([one, news]) => tell(one, news, told, await ledger.records(one), ports)));
  log(key, facts, record, { stored, records, filing }, ports);
}

/** What is known of a filing with what came just now, oldest first. */
function joined(known: readonly LedgerRecord[], came: readonly ReceivedRecord[]): LedgerRecord[] {
  const isKnown = ({ messageId, body }: ReceivedRecord) =>
    known.some((one) => one.type === 'received' && one.messageId === messageId && one.body === body);
  return [...known, ...came.filter((one) => !isKnown(one))].sort((a, b) => compare(a.at, b.at));
}

/** [H7-Etech] The records as they are once what failed technically is to go again. */
async function afterReplay(
  key: FilingKey,
  facts: Facts,
  { messageId }: ReceivedRecord,
  records: LedgerRecord[],
  { ledger, technicalReplay, now }: KeepPorts,
): Promise<LedgerRecord[]> {
  const replay = facts.technical && facts.errors && technicalReplay[key.authority];
  if (!replay) return records;
  const settled = await replayLater(key, records, messageId, replay, ledger, now());
  return settled
    ? records.map((one) => (one === settled.sent ? { ...settled.sent, settlement: settled.held } : one))
    : records;
}

/** An orphan joins its filing also where that came while the orphan was stored. */
async function adoptByOwner({ authority, kind, reference }: FilingKey, ledger: Ledger): Promise<void> {
  const owner = await ledger.findByCustomsReference(authority, kind, reference);
  if (owner) await adopt(owner, reference, ledger);
}

interface Kept {
  stored: 'stored' | 'repeated';
  records: readonly LedgerRecord[];
  filing: Filing;
}

function log(
  key: FilingKey,
  facts: Facts,
  record: ReceivedRecord,
  { stored, records, filing }: Kept,
  { telemetry }: KeepPorts,
): void {
  const { authority, reference } = key;
  const { message, messageId, drift } = record;
  telemetry.event(`callback.${stored}`, { authority, message, reference, platform: filing.platform, messageId });
  if (facts.errors && stored === 'stored') {
    const message = turnedDown(key, record, records);
    const about = { authority, reference, messageId };
    if (message) telemetry.event(facts.technical ? 'message.failed' : 'message.rejected', { ...about, message });
  }
  const isConflicting = filing.history.some((one) => one.messageId === messageId && one.outcome === CONFLICTING);
  if (isConflicting && stored === 'stored')
    telemetry.problem('callback.conflicting', { authority, message, reference, messageId });
  if (drift.length > 0) telemetry.problem('callback.drift', { authority, message, faults: drift });
}
