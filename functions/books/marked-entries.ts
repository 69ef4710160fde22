import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import type { Listed } from './listed-source.ts';
import { itemsIn } from './read-counts.ts';

/** The rows that are read at once. */
const ROWS_AT_ONCE = 25;

/** The filings of a list of those with a code, or of orphans, newest fact first. */
export async function* markedEntries(
  partition: string,
  { since, until }: BooksFilter,
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<Listed> {
  const range = {
    ...({ partition, newestFirst: true } as const),
    ...(since !== undefined && { first: since }),
    ...(until !== undefined && { last: `${until}/~` }),
  };
  for await (const item of itemsIn(range, table, ROWS_AT_ONCE)) {
    const [at = '', ...id] = String(item[ledgerTable.sortKey]).split('/');
    const { platform, status, state } = item as unknown as Listed;
    yield { key: filingKeyOf(id.join('/')), at, platform, status, state };
  }
}
