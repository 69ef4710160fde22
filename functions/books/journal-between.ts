import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { BooksTable } from './books-table.ts';
import { itemsIn } from './items-in.ts';
import { journalEntriesOf, journalPartition, journalRange } from './journal.ts';
import type { Listed } from './listed.ts';

/** A span of instants, ISO 8601 in UTC, both included. */
export interface JournalSpan {
  since: string;
  until: string;
}

/** The entries of a lane's journal in a span, item by item, oldest item first. */
export async function* entriesBetween(
  authority: AuthorityName,
  { since, until }: JournalSpan,
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<Listed> {
  for await (const item of itemsIn(journalRange(journalPartition(authority), { since, until }), table))
    yield* journalEntriesOf(item).filter(({ at }) => at >= since && at <= until);
}
