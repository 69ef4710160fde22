import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { itemsIn } from './items-in.ts';
import { listedPartitions } from './listed-partitions.ts';
import { listedStandingOf } from './standing-keys.ts';
import { keptSummaryOf } from './summary-item.ts';

/** The filings that are read of a partition at a time. */
const AT_ONCE = 100;

/** The filings that wait, and are not known to be overdue, for an answer to a message that left by then; oldest first. */
export async function* openFilings(
  authority: AuthorityName,
  until: string,
  table: Pick<BooksTable, 'page' | 'getAll'>,
): AsyncGenerator<FilingKey> {
  for (const partition of await listedPartitions([authority], table)) {
    const standing = listedStandingOf(partition);
    if (standing && (standing.status !== 'sent' || standing.isOverdue)) continue;
    for await (const item of itemsIn({ index: 'byStanding', partition, last: until }, table, AT_ONCE))
      if (keptSummaryOf(item).summary.openSince !== undefined)
        yield filingKeyOf(String(item[ledgerTable.partitionKey]));
  }
}
