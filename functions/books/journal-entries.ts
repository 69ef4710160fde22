import type { BooksFilter } from './books.ts';
import type { BooksTable, ItemPage, Range } from './books-table.ts';
import { byFactAndVersion, journalEntriesOf, journalRange } from './journal.ts';
import type { Listed } from './listed.ts';

/** The items that are read first: each has one entry, or hundreds. */
const ITEMS_FIRST = 4;
/** The most items that are read at once. */
const ITEMS_MOST = 500;

/** A journal of which so many entries are probably wanted, in a period, newest first. */
export interface JournalRead {
  partition: string;
  period: Pick<BooksFilter, 'since' | 'until'>;
  wanted: number;
  table: Pick<BooksTable, 'page'>;
}

const rangeOf = ({ partition, period }: JournalRead): Range => ({
  ...journalRange(partition, period),
  newestFirst: true,
});

/** The first page of a journal. */
export function journalHead(read: JournalRead): Promise<ItemPage> {
  return read.table.page(rangeOf(read), ITEMS_FIRST);
}

/**
 * The entries of a journal, newest fact first.
 * @param head its first page, where that was read
 */
export async function* journalEntries(read: JournalRead, head?: ItemPage): AsyncGenerator<Listed> {
  const count = { items: 0, entries: 0 };
  let ahead: Listed[] = [];
  for (
    let page: ItemPage | undefined = head ?? (await journalHead(read));
    page;
    page = await pageAfter(page, read, count)
  )
    for (const item of page.items) {
      const entries = journalEntriesOf(item);
      count.items += 1;
      count.entries += entries.length;
      // Each item lies by the latest fact in it: the entries before that of the next item are certain.
      const latest = entries[0]?.at ?? '';
      yield* ahead.filter(({ at }) => at > latest);
      ahead = [...ahead.filter(({ at }) => at <= latest), ...entries].sort(byFactAndVersion);
    }
  yield* ahead;
}

/** The next page: as many items as probably have the entries that are wanted, by those that were read. */
async function pageAfter(
  { next }: ItemPage,
  read: JournalRead,
  { items, entries }: { items: number; entries: number },
): Promise<ItemPage | undefined> {
  if (!next) return undefined;
  const likely = Math.ceil((Math.max(read.wanted - entries, entries) * items) / Math.max(1, entries));
  return read.table.page(rangeOf(read), Math.min(ITEMS_MOST, Math.max(ITEMS_FIRST, likely)), next);
}
