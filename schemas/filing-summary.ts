import type { AuthorityName } from './catalogue.ts';
import type { AuthorityError, FilingKind } from './contract.ts';
import type { FilingState, FilingStatus } from './filing.ts';

/**
 * A filing as lists show it: one small record beside its messages, kept as facts happen and never read by what sends or
 * receives. It follows from the filing's records, so that it can be made anew at any time.
 */
export interface FilingSummary {
  authority: AuthorityName;
  kind: FilingKind;
  /** The operator's reference. */
  reference: string;
  platform: string | null;
  status: FilingStatus;
  state: FilingState | null;
  /** The state code as received. */
  rawState: string | null;
  /** The time of its latest fact, ISO 8601 in UTC: lists are in this order, `--since` and `--until` select by it. */
  at: string;
  /** The time of its first fact, ISO 8601 in UTC. */
  filedAt: string;
  /** The time since which its status and state are as they are, ISO 8601 in UTC. */
  since: string;
  /** The authority's own references that are known, by the authority's names for them. */
  references: Readonly<Record<string, string>>;
  /** Further values of its declaration by which it is found: transport documents, as `TYPE:NUMBER`. */
  findableBy: readonly string[];
  /** The names of the messages that were sent. */
  messages: readonly string[];
  /** The messages of other filings for which the gateway sent one in this, by the names of `fanOutClaim`. */
  sentFor?: readonly string[];
  /** The codes of its present errors, each once. */
  codes: readonly string[];
  /** The first of its present errors, each with its text cut to a bound. */
  errors: readonly AuthorityError[];
  /** The number of all its present errors. */
  errorCount: number;
  /** The message of ours that its present errors are about, where that is known. */
  rejectedMessage?: string;
  /** The time at which its parked message goes again, ISO 8601 in UTC. */
  due?: string;
  /** The number of failed calls of that message. */
  tries?: number;
  /** The time at which the oldest message that has no answer, and is not overdue, left; ISO 8601 in UTC. */
  openSince?: string;
  /** The time since which an answer is overdue, ISO 8601 in UTC. */
  overdueSince?: string;
  /** The time by which its next step is due, ISO 8601 in UTC. */
  deadline?: string;
  /** Of an answered request about other filings: the decision on it, or that none has come yet. */
  decision?: 'accepted' | 'refused' | 'awaited';
  /** The authority wrote of it, and nothing of it was ever submitted here. */
  orphan?: true;
  /** The authority's answer differs from what was to be expected, so that a person should look at it. */
  differs?: true;
  /** The sums that it owes, by currency, as decimal text; where its authority assesses any. */
  amounts?: Readonly<Record<string, string>>;
}
