import type { Item } from '../table/plain-table.ts';
import type { BooksTable, ItemPage, Range } from './books-table.ts';

/** The most items read at once. */
const MOST = 1000;

/**
 * All items of a range.
 * @param first the number of items that are read first; each time after it, twice as many
 * @param head the first page, where that was read
 */
export async function* itemsIn(
  range: Range,
  table: Pick<BooksTable, 'page'>,
  first = MOST,
  head?: ItemPage,
): AsyncGenerator<Item> {
  let page = head;
  let from: Item | undefined;
  let most = first;
  do {
    page ??= await table.page(range, most, from);
    yield* page.items;
    from = page.next;
    page = undefined;
    most = Math.min(MOST, 2 * most);
  } while (from);
}
