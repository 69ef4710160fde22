import { type AuthorityName, messageOf } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import type { StoredMessage } from '../../schemas/untold.ts';
import { aboutSend } from '../ledger/about-send.ts';
import { compare, sendsOf } from '../ledger/attempts.ts';
import { digestOf } from '../ledger/digest.ts';
import { indexed } from '../ledger/facts.ts';
import { type ReadFiling, readFiling } from '../ledger/filing.ts';
import { contradictedSend } from '../ledger/finding.ts';
import { CONFLICTING } from '../ledger/history.ts';
import { filingKeyOf, receivedEntry } from '../ledger/items.ts';
import { newsOf } from '../ledger/news.ts';
import { ownerOf } from '../ledger/owner.ts';
import { receivedFacts } from '../ledger/received-facts.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord } from '../ledger/records.ts';
import type { Telling } from '../ledger/tellings.ts';
import { adopt } from './adopt.ts';
import { isFailedCall } from './failed-calls.ts';
import { follow, releaseFollowing } from './follow.ts';
import { type NotifyPorts, notify } from './notify.ts';
import { notifyAbout } from './notify-about.ts';
import { replayLater, type TechnicalReplay } from './replay.ts';
import { type TurnedDown, turnedDown, UNKNOWN } from './turned-down.ts';
import { NotFound, Unnotifiable } from './unnotifiable.ts';

export interface NotifyMessagePorts extends NotifyPorts {
  /** The rules of replay of each authority's lane. */
  technicalReplay: Readonly<Partial<Record<AuthorityName, TechnicalReplay>>>;
  now: () => Date;
}

/**
 * Notifies of one stored message of the authority, and takes the steps that follow from it: orphans join their filing,
 * a message that failed technically is parked, parked sends that waited for it are released. Every step may be done
 * twice.
 * @returns what the platform of each filing that it is about was told
 * @throws {Unnotifiable} where no further try would help; any other error is a failed call, which may pass
 */
export async function notifyMessage({ filing, entry }: StoredMessage, ports: NotifyMessagePorts): Promise<Telling[]> {
  let arrived: ReceivedRecord | undefined;
  try {
    const key = filingKeyOf(filing);
    const known = await ports.ledger.records(key);
    const record = known.find((one) => one.type === 'received' && receivedEntry(one) === entry);
    // Nobody deletes a message before its retention is over, so the item is not of the form that this code expects.
    if (record?.type !== 'received') throw new NotFound(`There is no message ${entry} of ${filing}`);
    arrived = record;
    return await notifyOf(key, record, known, ports);
  } catch (error) {
    throw isFailedCall(error) ? error : new Unnotifiable(error, arrived);
  }
}

async function notifyOf(
  key: FilingKey,
  record: ReceivedRecord,
  known: readonly LedgerRecord[],
  ports: NotifyMessagePorts,
): Promise<Telling[]> {
  const { messageId, at, isRefusal } = record;
  const contract = messageOf(key.authority, record.message) as InboundMessage;
  const payload = parseMessage(record.body);
  const facts = receivedFacts(key.authority, contract, record, payload);
  const authorityReference = facts.authorityReference ?? record.pathReference;
  if (await joinedOwner(key, authorityReference, known, ports))
    return [{ key, message: { messageId, at }, end: 'nothing' }];
  const adopted = await orphansOf(key, contract, authorityReference, known, ports);
  const replayed = await afterReplay(key, facts, record, withRecords(known, adopted), ports);
  const following = await follow(key, record, replayed, ports);
  const records = following ? withRecords(replayed, [following]) : replayed;

  const read = readFiling(key, records);
  const turned = facts.errors && turnedDown(read, record);
  const about = { contract, messageId, at, digest: digestOf(record.body), ...(isRefusal && { isRefusal }) };
  const isAgain = read.statements.some((one) => one.record === record && one.isAgain);
  const isNews = turned !== 'proof' && turned !== 'over' && !isAgain;
  const rejectedMessage = typeof turned === 'object' && turned.message !== UNKNOWN ? turned.message : undefined;
  const own = await notify(read, facts, { ...about, isNews, rejectedMessage }, ports);
  const news = newsOf(key, contract, payload, records);
  const others = await Promise.all(
    news.map(([one, says]) => notifyAbout(one, says, { ...about, isNews: true }, ports)),
  );
  if (following) await releaseFollowing(key, following, ports);
  log(read, facts, record, turned, ports);
  return [own, ...others];
}

type AdoptPorts = Pick<NotifyMessagePorts, 'ledger' | 'now'>;

/** True if the messages under the authority's reference have found their filing, which notifies of them. */
async function joinedOwner(
  key: FilingKey,
  authorityReference: string | undefined,
  known: readonly LedgerRecord[],
  { ledger, now }: AdoptPorts,
): Promise<boolean> {
  if (key.reference !== authorityReference || ownerOf(key, known) !== undefined) return false;
  const owner = await ledger.findByAuthorityReference(key.authority, key.kind, authorityReference);
  if (!owner || owner.reference === key.reference) return false;
  await adopt(owner, authorityReference, await ledger.records(owner), ledger, now());
  return true;
}

/** The messages under the authority's reference that join the filing that turns out to have it. */
async function orphansOf(
  key: FilingKey,
  contract: InboundMessage,
  authorityReference: string | undefined,
  known: readonly LedgerRecord[],
  { ledger, now }: AdoptPorts,
): Promise<ReceivedRecord[]> {
  const given = contract.givesReference ? indexed(key, authorityReference).authorityReference : undefined;
  return given ? adopt(key, given, known, ledger, now()) : [];
}

/** The known records of a filing with its new ones, oldest first. */
const withRecords = (known: readonly LedgerRecord[], more: readonly LedgerRecord[]): LedgerRecord[] =>
  [...known.filter((one) => !more.includes(one)), ...more].sort((a, b) => compare(a.at, b.at));

/** [H7-Etech] The records after a message that failed technically is parked to go again. */
async function afterReplay(
  key: FilingKey,
  facts: Facts,
  { messageId }: ReceivedRecord,
  records: LedgerRecord[],
  { ledger, technicalReplay, now }: NotifyMessagePorts,
): Promise<LedgerRecord[]> {
  const replay = facts.technical && facts.errors && technicalReplay[key.authority];
  if (!replay) return records;
  const settled = await replayLater(key, records, messageId, replay, ledger, now());
  return settled
    ? records.map((one) => (one === settled.sent ? { ...settled.sent, settlement: settled.settlement } : one))
    : records;
}

function log(
  { key, filing, records, statements }: ReadFiling,
  facts: Facts,
  record: ReceivedRecord,
  turned: TurnedDown | undefined,
  { telemetry }: NotifyMessagePorts,
): void {
  const about = { authority: key.authority, reference: key.reference, messageId: record.messageId };
  if (typeof turned === 'object')
    telemetry.event(facts.technical ? 'message.failed' : 'message.rejected', { ...about, ...turned });
  const isConflicting = filing.history.some((one) => one.messageId === record.messageId && one.outcome === CONFLICTING);
  const said = statements.find((one) => one.record === record);
  const against = said && contradictedSend(said, key, sendsOf(records), statements);
  if (against) telemetry.problem('message.unclear', { ...aboutSend(key, against), httpStatus: null });
  if (isConflicting) telemetry.problem('callback.conflicting', { ...about, message: record.message });
}
