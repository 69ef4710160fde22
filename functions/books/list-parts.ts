import { dateInParis } from '../../schemas/date-in-paris.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import type { ListPlace } from './cursor.ts';

/** The parts that the sources of a list are made of. */
export interface ListParts {
  filter: BooksFilter;
  after: ListPlace | undefined;
  /** The number of filings that are wanted of it. */
  wanted: number;
  table: Pick<BooksTable, 'page' | 'getAll'>;
  /** The present versions of the summaries of filings, by `filingId`. */
  versions(keys: readonly FilingKey[]): Promise<ReadonlyMap<string, number>>;
}

/** The period of a list; filings before the place after which it goes on are not read again. */
export function listedPeriod({ filter: { since, until }, after }: Pick<ListParts, 'filter' | 'after'>): {
  since?: string;
  until?: string;
} {
  const last = after && (until === undefined || after.at < until) ? after.at : until;
  return { ...(since !== undefined && { since }), ...(last !== undefined && { until: last }) };
}

/**
 * True if the journals have, up to the end of a period, whatever happened to a filing after it was written there: they
 * say of one that left a day, but not that it left an hour.
 */
export function isToldToItsEnd({ until }: { until?: string }): boolean {
  if (until === undefined) return true;
  const last = Date.parse(until);
  return dateInParis(new Date(last)) !== dateInParis(new Date(last + 1));
}
