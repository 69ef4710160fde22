import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { daysBetween } from '../ledger/days-between.ts';
import type { BooksTable } from './books-table.ts';
import { type JournalEntry, journalEntriesOf, journalPartition } from './journal.ts';
import { itemsIn } from './read-counts.ts';

/** The entries of all platforms' journals of a span. */
export async function* entriesBetween(
  authority: AuthorityName,
  since: Date,
  until: Date,
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<JournalEntry> {
  const [first, last] = [since.toISOString(), until.toISOString()];
  const days = daysBetween(since, until).map((one) => dateInParis(new Date(`${one}T12:00:00.000Z`)));
  for (const day of new Set([dateInParis(since), ...days, dateInParis(until)])) {
    const partition = journalPartition(authority, day);
    for await (const prefix of prefixesIn(partition, table)) {
      // An item lies by its latest entry: one after the span may begin within it.
      for await (const item of itemsIn({ partition, first: `${prefix}${first}`, last: `${prefix}~` }, table, 5)) {
        const entries = journalEntriesOf(item);
        yield* entries.filter(({ at }) => at >= first && at <= last);
        if ((entries.at(-1)?.at ?? '') > last) break;
      }
    }
  }
}

/** The beginnings of a journal's sort keys, one for each platform of the day. */
async function* prefixesIn(partition: string, table: Pick<BooksTable, 'page'>): AsyncGenerator<string> {
  let first = ' ';
  for (;;) {
    const { items } = await table.page({ partition, first }, 1);
    const [item] = items;
    if (!item) return;
    const entry = String(item[ledgerTable.sortKey]);
    const prefix = entry.slice(0, entry.indexOf('/') + 1);
    yield prefix;
    first = `${prefix}~`;
  }
}
