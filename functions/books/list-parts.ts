import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import type { ListPlace } from './cursor.ts';

/** The filings as they are, by their keys. */
export interface Present {
  summaries(keys: readonly FilingKey[]): Promise<readonly FilingSummary[]>;
  /** The versions of their summaries, by {@link filingId}. */
  versions(keys: readonly FilingKey[]): Promise<ReadonlyMap<string, number>>;
}

/** The parts that the sources of a list are made of. */
export interface ListParts {
  filter: BooksFilter;
  after: ListPlace | undefined;
  /** The number of filings that are wanted of it. */
  wanted: number;
  table: Pick<BooksTable, 'page' | 'getAll'>;
  present: Present;
}

/** The period of a list; filings before the place after which it goes on are not read again. */
export function periodOf({ filter: { since, until }, after }: Pick<ListParts, 'filter' | 'after'>): {
  since?: string;
  until?: string;
} {
  const last = after && (until === undefined || after.at < until) ? after.at : until;
  return { ...(since !== undefined && { since }), ...(last !== undefined && { until: last }) };
}
