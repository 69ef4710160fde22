import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { itemsIn } from './items-in.ts';
import { type JournalEntry, journalEntriesOf, journalRange, type WrittenEntry } from './journal.ts';

/** The items that are read first: each has one entry, or many. */
const ITEMS_FIRST = 8;

/** The entries of a platform's journal, newest fact first. */
export async function* journalEntries(
  authority: AuthorityName,
  platform: string,
  period: Pick<BooksFilter, 'since' | 'until'>,
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<JournalEntry> {
  const range = { ...journalRange(authority, platform, period), newestFirst: true } as const;
  let ahead: WrittenEntry[] = [];
  for await (const item of itemsIn(range, table, ITEMS_FIRST)) {
    const entries = journalEntriesOf(item);
    // Each item lies by the latest fact in it: the entries before that of the next item are certain.
    const latest = entries[0]?.at ?? '';
    yield* ahead.filter(({ at }) => at > latest);
    ahead = [...ahead.filter(({ at }) => at <= latest), ...entries].sort(byFactAndRun);
  }
  yield* ahead;
}

/** A filing may stand otherwise though its latest fact is the same: what came was written by a clock that is behind. */
function byFactAndRun(one: WrittenEntry, other: WrittenEntry): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  if (one.run === other.run) return 0;
  return one.run < other.run ? 1 : -1;
}
