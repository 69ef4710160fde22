import { contractOf } from '../../schemas/catalogue.ts';
import { outbound, sendsOf } from '../ledger/attempts.ts';
import { digestOf } from '../ledger/digest.ts';
import { sentEntry } from '../ledger/items.ts';
import { parkedUntil } from '../ledger/parked-until.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from '../ledger/records.ts';
import { releaseSoon } from '../ledger/release-soon.ts';
import type { NotifyPorts } from './notify.ts';

type FollowPorts = Pick<NotifyPorts, 'ledger' | 'release'> & { now: () => Date };

/**
 * Claims the message that follows an answer, where the authority names one, as parked: once for each answered send,
 * however often the answer comes or is notified.
 * @returns the send as it is claimed, now or before
 */
export async function follow(
  key: FilingKey,
  answer: ReceivedRecord,
  payload: unknown,
  known: readonly LedgerRecord[],
  { ledger, now }: FollowPorts,
): Promise<SentRecord | undefined> {
  const { next } = contractOf(key.authority);
  const sent = next && answeredBy(key, answer, known);
  if (!next || !sent) return undefined;
  const { message: name, body: text, messageId, platform } = sent;
  const following = next({ message: name, payload: JSON.parse(text) }, { message: answer.message, payload });
  if (!following) return undefined;
  const { message, afterMs } = following;
  const claimedBy = `next/${sentEntry(sent)}`;
  const body = JSON.stringify(following.payload);
  const settlement = parkedUntil(now().getTime() + afterMs, now(), {});
  const { at } = settlement;
  const named = { messageId: `${messageId}/${message}`, platform, digest: digestOf(body) };
  const about = { at, ...named, claimedBy, body, settlement };
  for (let records = known; ; records = await ledger.records(key)) {
    const sends = sendsOf(records).filter((one) => one.message === message);
    const before = sends.find((one) => one.claimedBy === claimedBy);
    if (before) return before;
    const first: SentRecord = { type: 'sent', message, attempt: sends.length + 1, ...about };
    if (await ledger.claim(key, first)) return first;
  }
}

/** Puts the message back at once where it is due soon; housekeeping releases later ones. */
export async function releaseFollowing(
  key: FilingKey,
  sent: SentRecord,
  { ledger, release, now }: FollowPorts,
): Promise<void> {
  const { settlement } = sent;
  if (settlement?.verdict === 'parked') await releaseSoon({ key, sent, due: settlement.due }, ledger, release, now());
}

/** The latest send that a message answers, among those made before it came. */
function answeredBy(
  key: FilingKey,
  { message, at }: ReceivedRecord,
  records: readonly LedgerRecord[],
): SentRecord | undefined {
  const mayBeIt = (sent: SentRecord) => sent.at <= at && outbound(key, sent.message)?.answeredBy.includes(message);
  return sendsOf(records).findLast(mayBeIt);
}
