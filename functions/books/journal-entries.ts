import type { Item } from '../table/plain-table.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable, Range } from './books-table.ts';
import { byFactAndVersion, journalEntriesOf, journalRange } from './journal.ts';
import type { Listed } from './listed.ts';

/** The items that are read first: each has one entry, or hundreds. */
const ITEMS_FIRST = 4;
/** The most items that are read at once. */
const ITEMS_MOST = 500;

/** The most that are read at once for one that was read: the first few say little of the rest. */
const MOST_TIMES = 5;

/** The entries that are wanted of some journals together, and the number that they gave. */
export interface Demand {
  wanted: number;
  given: number;
}

/** A journal that is read in a period, newest first. */
export interface JournalRead {
  partition: string;
  period: Pick<BooksFilter, 'since' | 'until'>;
  demand: Demand;
  table: Pick<BooksTable, 'page'>;
}

const rangeOf = ({ partition, period }: Pick<JournalRead, 'partition' | 'period'>): Range => ({
  ...journalRange(partition, period),
  newestFirst: true,
});

/** A page of a journal: the entries of each of its items, newest first. */
export interface JournalPage {
  items: readonly (readonly Listed[])[];
  next: Item | undefined;
}

/** The first page of a journal. */
export function journalHead(read: JournalRead): Promise<JournalPage> {
  return pageOf(read, ITEMS_FIRST);
}

async function pageOf({ table, ...read }: JournalRead, most: number, from?: Item): Promise<JournalPage> {
  const { items, next } = await table.page(rangeOf(read), most, from);
  return { items: items.map(journalEntriesOf), next };
}

/**
 * The entries of a journal, newest fact first.
 * @param head its first page, where that was read
 */
export async function* journalEntries(read: JournalRead, head?: JournalPage): AsyncGenerator<Listed> {
  const count = { items: 0 };
  let ahead: Listed[] = [];
  function* certain(isCertain: (one: Listed) => boolean): Generator<Listed> {
    for (const one of ahead.filter(isCertain)) {
      read.demand.given += 1;
      yield one;
    }
    ahead = ahead.filter((one) => !isCertain(one));
  }
  for (
    let page: JournalPage | undefined = head ?? (await journalHead(read));
    page;
    page = await pageAfter(page, read, count)
  ) {
    for (const entries of page.items) {
      count.items += 1;
      // Each item lies by the latest fact in it: the entries before that of the next item are certain.
      const latest = entries[0]?.at ?? '';
      yield* certain(({ at }) => at > latest);
      ahead = [...ahead, ...entries].sort(byFactAndVersion);
    }
  }
  yield* certain(() => true);
}

/**
 * The next page: as many items as probably have this journal's share of what is still wanted, by those that were read;
 * once more is asked for than was wanted, as many again.
 */
async function pageAfter(
  { next }: JournalPage,
  read: JournalRead,
  { items }: { items: number },
): Promise<JournalPage | undefined> {
  if (!next) return undefined;
  const { wanted, given } = read.demand;
  const share = Math.min(MOST_TIMES, Math.abs(wanted - given) / Math.max(1, given));
  const likely = Math.min(ITEMS_MOST, Math.max(ITEMS_FIRST, Math.ceil(items * share)));
  return pageOf(read, likely, next);
}
