import type { BooksFilter } from './books.ts';
import type { BooksTable, ItemPage } from './books-table.ts';
import { itemsIn } from './items-in.ts';
import { byFactAndVersion, journalEntriesOf, journalRange, type WrittenEntry } from './journal.ts';
import type { Listed } from './listed.ts';

/** The items that are read first: each has one entry, or hundreds. */
const ITEMS_FIRST = 4;

/** The first page of a journal, newest first. */
export function journalHead(
  partition: string,
  period: Pick<BooksFilter, 'since' | 'until'>,
  table: Pick<BooksTable, 'page'>,
): Promise<ItemPage> {
  return table.page({ ...journalRange(partition, period), newestFirst: true }, ITEMS_FIRST);
}

/**
 * The entries of a journal, newest fact first.
 * @param head its first page, where that was read
 */
export async function* journalEntries(
  partition: string,
  period: Pick<BooksFilter, 'since' | 'until'>,
  table: Pick<BooksTable, 'page'>,
  head?: ItemPage,
): AsyncGenerator<Listed> {
  const range = { ...journalRange(partition, period), newestFirst: true } as const;
  let ahead: WrittenEntry[] = [];
  for await (const item of itemsIn(range, table, ITEMS_FIRST, head)) {
    const entries = journalEntriesOf(item);
    // Each item lies by the latest fact in it: the entries before that of the next item are certain.
    const latest = entries[0]?.at ?? '';
    yield* ahead.filter(({ at }) => at > latest);
    ahead = [...ahead.filter(({ at }) => at <= latest), ...entries].sort(byFactAndVersion);
  }
  yield* ahead;
}
