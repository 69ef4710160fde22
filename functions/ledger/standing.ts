import type { AuthorityError } from '../../schemas/contract.ts';
import type { FilingStanding, FilingStatus, HistoryEntry } from '../../schemas/filing.ts';
import { leftAt, sendsOf } from './attempts.ts';
import type { LedgerRecord, RefusedRecord, SentRecord } from './records.ts';

/** The number of calls of a send that failed, or that the authority took and then failed on. */
export function failedTries({ settlement, ...sent }: SentRecord): number {
  const { failures = 0, technicalFailures = 0 } = settlement?.verdict === 'parked' ? settlement : sent;
  return failures + technicalFailures;
}

/** The time from which the answer to a send is overdue, where that was found out about its last try. */
function overdueOf(sent: SentRecord): string | undefined {
  const { overdueSince } = sent;
  return overdueSince !== undefined && overdueSince >= leftAt(sent) ? overdueSince : undefined;
}

/** The sends without an answer, by their messageIds, with the time from which that is overdue. */
export function overdueSends(
  records: readonly LedgerRecord[],
  statusOf: (sent: SentRecord) => FilingStatus,
): ReadonlyMap<string | null, string> {
  return new Map(
    sendsOf(records).flatMap((sent) => {
      const since = overdueOf(sent);
      return since !== undefined && statusOf(sent) === 'sent' ? [[sent.messageId, since]] : [];
    }),
  );
}

/** A history in which each overdue send says since when it is. */
export function withOverdue(
  history: readonly HistoryEntry[],
  overdue: ReadonlyMap<string | null, string>,
): HistoryEntry[] {
  return history.map((entry) => {
    const since = entry.direction === 'sent' ? overdue.get(entry.messageId) : undefined;
    const isSend = entry.outcome === 'sent' || entry.outcome === 'accepted';
    return since !== undefined && isSend ? { ...entry, overdueSince: since } : entry;
  });
}

const TURNED_DOWN: readonly FilingStatus[] = ['refused', 'rejected', 'failed'];

/**
 * The standing of a filing with this status.
 * @param sent the send that decides it; none where nothing was sent
 */
export function filingStanding(
  { status, errors }: { status: FilingStatus; errors: readonly AuthorityError[] },
  sent: SentRecord | undefined,
  refused: readonly RefusedRecord[],
  overdue: ReadonlyMap<string | null, string>,
): FilingStanding {
  const rejectedMessage = (sent ?? (status === 'refused' ? refused.at(-1) : undefined))?.message;
  const isTurnedDown = errors.length > 0 && TURNED_DOWN.includes(status);
  const isParked = status === 'waiting' && sent?.settlement?.verdict === 'parked';
  const tries = sent && status !== 'answered' ? failedTries(sent) : 0;
  const [overdueSince] = [...overdue.values()].sort();
  return {
    ...(isTurnedDown && rejectedMessage && { rejectedMessage }),
    ...(isParked && sent?.settlement?.verdict === 'parked' && { due: sent.settlement.due }),
    ...((isParked || tries > 0) && { tries }),
    ...(overdueSince !== undefined && { overdueSince }),
  };
}
