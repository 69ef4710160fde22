import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { BooksTable } from './books-table.ts';
import { countsPartition, NO_PLATFORM } from './contribution.ts';
import { itemsIn } from './items-in.ts';
import { journalEntriesOf, journalPartition, journalRange } from './journal.ts';
import type { Listed } from './listed.ts';

/** A span of instants, ISO 8601 in UTC, both included. */
export interface JournalSpan {
  since: string;
  until: string;
}

/** The platforms that had filings of a lane on the days of a span, by the counts; and that of filings that are none's. */
export async function platformsIn(
  authority: AuthorityName,
  { since, until }: JournalSpan,
  table: Pick<BooksTable, 'page'>,
): Promise<(string | null)[]> {
  const dayOf = (instant: string) => dateInParis(new Date(instant));
  const range = { partition: countsPartition(authority), first: dayOf(since), last: `${dayOf(until)}/~` };
  const names = new Set<string>();
  for await (const item of itemsIn(range, table)) {
    const [, ...name] = String(item[ledgerTable.sortKey]).split('/');
    names.add(name.join('/'));
  }
  return [...names.add(NO_PLATFORM)].map((name) => (name === NO_PLATFORM ? null : name));
}

/** The entries of a platform's journal in a span, item by item, oldest item first. */
export async function* entriesBetween(
  authority: AuthorityName,
  platform: string | null,
  { since, until }: JournalSpan,
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<Listed> {
  for await (const item of itemsIn(journalRange(journalPartition(authority, platform), { since, until }), table))
    yield* journalEntriesOf(item).filter(({ at }) => at >= since && at <= until);
}
