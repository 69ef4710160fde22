import type { Item } from '../table/plain-table.ts';
import type { BooksTable, Range } from './books-table.ts';

/** The most items read at once. */
const MOST = 1000;

/**
 * All items of a range.
 * @param first the number of items that are read first; each time after it, twice as many
 */
export async function* itemsIn(range: Range, table: Pick<BooksTable, 'page'>, first = MOST): AsyncGenerator<Item> {
  let from: Item | undefined;
  let most = first;
  do {
    const { items, next } = await table.page(range, most, from);
    yield* items;
    from = next;
    most = Math.min(MOST, 2 * most);
  } while (from);
}
