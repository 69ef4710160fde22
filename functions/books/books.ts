import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { FilingKey } from '../ledger/records.ts';

/** A selection of filings: each list is "one of", and all that are given have to hold. */
export interface BooksFilter {
  authorities: readonly AuthorityName[];
  platforms?: readonly string[];
  statuses?: readonly FilingStatus[];
  states?: readonly FilingState[];
  /** Codes of present errors. */
  codes?: readonly string[];
  /** Places of present errors without the numbers of items; with codes, of an error that has one of these. */
  places?: readonly string[];
  /** Values by which declarations are found: transport documents, as `TYPE:NUMBER` or by their number alone. */
  documents?: readonly string[];
  /** Only those of which an answer is overdue. */
  overdue?: true;
  /** Only what an authority wrote of and nothing was submitted of here. */
  orphans?: true;
  /** Only those of which the authority's answer differs from what was to be expected. */
  differs?: true;
  /** The first instant of the latest fact, ISO 8601 in UTC, included. */
  since?: string;
  /** The last instant of the latest fact, ISO 8601 in UTC, included. */
  until?: string;
  /** Names of messages of which one was sent. */
  messages?: readonly string[];
  /** A part of the reference or of an error's text, case ignored. */
  text?: string;
}

/** A page of a list, newest fact first. */
export interface BooksPage {
  summaries: readonly FilingSummary[];
  /** The cursor of the next page; absent where there is none. */
  next?: string;
  /** The number of items that were read for it. */
  read: number;
}

/** The number of filings of one standing whose latest fact is of that day. */
export interface StandingCount {
  authority: AuthorityName;
  /** A day in Paris, `2026-11-30`. */
  day: string;
  platform: string | null;
  status: FilingStatus;
  state: FilingState | null;
  count: number;
}

/** The number of filings with a present error of this code, or of a mark of lists (`overdue`, `orphan`, `differs`), by day. */
export interface CodeCount {
  authority: AuthorityName;
  day: string;
  platform: string | null;
  code: string;
  count: number;
}

export interface DayCounts {
  standings: readonly StandingCount[];
  codes: readonly CodeCount[];
  overdue: readonly Omit<CodeCount, 'code'>[];
  orphans: readonly Omit<CodeCount, 'code'>[];
  differing: readonly Omit<CodeCount, 'code'>[];
  /** The sums that the filings of a day owe, by currency, as decimal text. */
  amounts: readonly { authority: AuthorityName; day: string; currency: string; amount: string }[];
}

/** The traffic of a lane in one minute. */
export interface MinuteOfTraffic {
  /** The minute's first instant, ISO 8601 in UTC. */
  at: string;
  sent: number;
  received: number;
  /** The number of answers by the time that they took: upper bounds in seconds, and how many took no longer. */
  answeredWithin: readonly { seconds: number; count: number }[];
}

/** A filing under a reference; without a summary where the books have none yet. */
export interface FoundFiling {
  key: FilingKey;
  summary?: FilingSummary;
}

/** The books: what stands where, kept as facts happen, read by the desk. */
export interface Books {
  /**
   * A page of the filings that match, newest fact first.
   * @throws {CursorError} where the cursor cannot be used
   */
  page(filter: BooksFilter, page: { limit: number; cursor?: string }): Promise<BooksPage>;
  /** All filings that match, newest fact first, a page at a time. */
  all(filter: BooksFilter): AsyncIterable<FilingSummary>;
  /** The counts of the days between two instants; of all days that are kept where none is given. */
  counts(authorities: readonly AuthorityName[], span?: { since?: string; until?: string }): Promise<DayCounts>;
  /**
   * The filings under a reference of any kind: the operator's, any that the authority gave, a transport document as
   * `TYPE:NUMBER`, or a messageId.
   */
  find(authorities: readonly AuthorityName[], reference: string): Promise<readonly FilingKey[]>;
  /** The same with their summaries, as far as the books have them. */
  search(authorities: readonly AuthorityName[], reference: string): Promise<readonly FoundFiling[]>;
  /** The summaries of these filings, in any order; those without one are left out. */
  summaries(keys: readonly FilingKey[]): Promise<readonly FilingSummary[]>;
  /** The filings that something happened to between two instants, as far as the books tell, each once. */
  touched(authorities: readonly AuthorityName[], since: string, until: string): AsyncIterable<FilingKey>;
  /** The traffic of a lane between two instants, minute by minute; minutes without any are left out. */
  traffic(authority: AuthorityName, since: string, until: string): Promise<readonly MinuteOfTraffic[]>;
}
