import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { FilingKey } from '../ledger/records.ts';

/** An entry of a list: a filing as a version of its summary had it. */
export interface Listed {
  key: FilingKey;
  /** The time of its latest fact then, ISO 8601 in UTC: its place. */
  at: string;
  /** The version of the summary; 0 where there is none, since the filing could not be summarized. */
  version: number;
  /** Null where the filing is no longer in this place. */
  summary: FilingSummary | null;
}
