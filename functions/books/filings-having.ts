import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { ArchiveReader } from '../ledger/archived.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { foundPartition, idsOf, withoutType } from './found.ts';
import { itemsIn } from './items-in.ts';

/**
 * The filings that have a value beside these references, whether it is given with its type or without. What the table has
 * given up is found in an archive.
 */
export async function filingsHaving(
  authorities: readonly AuthorityName[],
  value: string,
  table: Pick<BooksTable, 'page'>,
  archive?: Pick<ArchiveReader, 'having'>,
): Promise<FilingKey[]> {
  const found = [...new Set([value, withoutType(value)])].map(async (one) => {
    const archived = archive?.having(one);
    const ids: string[] = [];
    for await (const item of itemsIn({ partition: foundPartition(one) }, table)) ids.push(...idsOf(item));
    const all = [...ids.map(filingKeyOf), ...((await archived) ?? [])];
    return all.filter(({ authority }) => authorities.includes(authority));
  });
  return (await Promise.all(found)).flat();
}
