import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { itemsIn } from './items-in.ts';
import type { Listed } from './listed.ts';
import { markedSummary } from './marks.ts';

/** The filings of a list of those with a code, or with a mark of their own, newest fact first. */
export async function* markedEntries(
  partition: string,
  { since, until }: Pick<BooksFilter, 'since' | 'until'>,
  table: Pick<BooksTable, 'page'>,
  first: number,
): AsyncGenerator<Listed> {
  const range = {
    ...({ partition, newestFirst: true } as const),
    ...(since !== undefined && { first: since }),
    ...(until !== undefined && { last: `${until}/~` }),
  };
  for await (const item of itemsIn(range, table, first)) {
    const [at = '', ...id] = String(item[ledgerTable.sortKey]).split('/');
    yield { key: filingKeyOf(id.join('/')), at, version: Number(item['version'] ?? 0), summary: markedSummary(item) };
  }
}
