import { leftAt, sendsOf } from './attempts.ts';
import { type ReadFiling, readFiling } from './filing.ts';
import type { LedgerRecord, ReceivedRecord, SentRecord, StatedRecord } from './records.ts';

/** A send whose answer did not come in time. */
export interface Overdue {
  sent: SentRecord;
  /** The time since which the answer is overdue, or was when it came; ISO 8601 in UTC. */
  since: string;
}

/** [H7-S3] The sends of a filing that left between two instants and have no answer. */
export function unanswered({ records, statusOf }: ReadFiling, since: Date, until: Date): SentRecord[] {
  return sendsOf(records)
    .filter((sent) => leftAt(sent) >= since.toISOString() && leftAt(sent) <= until.toISOString())
    .filter((sent) => statusOf(sent) === 'sent');
}

/**
 * [H7-S3] The send that a message answered, where it was overdue by then: it had no answer before that
 * message, and has one with it. The same whenever it is asked, since the same answer may be published twice.
 * @param afterMs how long after a send its answer is overdue
 */
export function answeredLate({ key, records }: ReadFiling, messageId: string, afterMs: number): Overdue | undefined {
  const answer = records.find((record) => isStatement(record) && record.messageId === messageId);
  if (!answer) return undefined;
  const overdue = sendsOf(records)
    .map((sent) => ({ sent, since: overdueSince(sent, afterMs) }))
    .filter(({ since }) => since <= answer.at);
  // Nearly every message comes in time: only of the others is the filing merged as it was.
  if (overdue.length === 0) return undefined;
  const earlier = records.filter((record) => !isStatement(record) || record.at < answer.at);
  const [before, after] = [readFiling(key, earlier), readFiling(key, [...earlier, answer])];
  const isOpen = (read: ReadFiling, sent: SentRecord) => read.statusOf(asOf(answer.at, sent)) === 'sent';
  return overdue.find(({ sent }) => isOpen(before, sent) && !isOpen(after, sent));
}

/** The time from which the answer to a send is overdue, ISO 8601 in UTC. */
export function overdueSince(sent: SentRecord, afterMs: number): string {
  return new Date(Date.parse(leftAt(sent)) + afterMs).toISOString();
}

function isStatement(record: LedgerRecord): record is ReceivedRecord | StatedRecord {
  return record.type === 'received' || record.type === 'stated';
}

/** A send as it was before an answer, which may have been parked since. */
function asOf(at: string, { settlement, ...sent }: SentRecord): SentRecord {
  return settlement && settlement.at < at ? { ...sent, settlement } : sent;
}
