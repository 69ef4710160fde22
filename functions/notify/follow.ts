import { sendsOf } from '../ledger/attempts.ts';
import { digestOf } from '../ledger/digest.ts';
import { answeredSend, followingClaim, followingOf } from '../ledger/following.ts';
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
  known: readonly LedgerRecord[],
  { ledger, now }: FollowPorts,
): Promise<SentRecord | undefined> {
  const sent = answeredSend(key, answer, known);
  const following = sent && followingOf(key, sent, answer);
  if (!sent || !following) return undefined;
  const { messageId, platform } = sent;
  const { message, afterMs } = following;
  const claimedBy = followingClaim(sent);
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
