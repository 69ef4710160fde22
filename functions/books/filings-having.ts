import type { AuthorityName } from '../../schemas/catalogue.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { foundPartition, idsOf, withoutType } from './found.ts';
import { itemsIn } from './items-in.ts';

/** The filings that have a value beside these references, whether it is given with its type or without. */
export async function filingsHaving(
  authorities: readonly AuthorityName[],
  value: string,
  table: Pick<BooksTable, 'page'>,
): Promise<FilingKey[]> {
  const found = [...new Set([value, withoutType(value)])].map(async (one) => {
    const ids: string[] = [];
    for await (const item of itemsIn({ partition: foundPartition(one) }, table)) ids.push(...idsOf(item));
    return ids.map(filingKeyOf).filter(({ authority }) => authorities.includes(authority));
  });
  return (await Promise.all(found)).flat();
}
