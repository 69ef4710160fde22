import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';

/** A partition of the index with the summaries of filings. */
export interface ListedStanding {
  status: FilingStatus;
  state: FilingState | null;
  isOverdue: boolean;
}

const NO_STATE = '-';
const OVERDUE = 'overdue';
const OPEN = 'open';

/** The partition of the index with the filings of a standing, newest fact first. */
export function standingKey(authority: AuthorityName, { status, state, isOverdue }: ListedStanding): string {
  return [authority, status, state ?? NO_STATE, ...(isOverdue ? [OVERDUE] : [])].join('/');
}

/**
 * The partition of filings that wait for an answer to a message that is not their latest fact: by the time at which that
 * left, so that its clock finds it. There are few at a time.
 */
export function openKey(authority: AuthorityName): string {
  return `${authority}/${OPEN}`;
}

/** The standing of a partition of the index; undefined for the one of filings that wait beside their latest fact. */
export function listedStandingOf(partition: string): ListedStanding | undefined {
  const [, status = '', state, overdue] = partition.split('/');
  if (status === OPEN && state === undefined) return undefined;
  return {
    status: status as FilingStatus,
    state: state === NO_STATE ? null : (state as FilingState),
    isOverdue: overdue === OVERDUE,
  };
}

/** The partition of the index and the time by which a filing is listed. */
export function listedBy(summary: FilingSummary): { partition: string; at: string } {
  const { authority, status, state, at, openSince, overdueSince } = summary;
  const isOverdue = overdueSince !== undefined;
  // Of one that was sent and not answered, the latest fact is that it left.
  const isOpenAside = openSince !== undefined && (status !== 'sent' || openSince !== at || isOverdue);
  if (isOpenAside) return { partition: openKey(authority), at: openSince };
  return { partition: standingKey(authority, { status, state, isOverdue }), at };
}
