import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { standingsKey } from './contribution.ts';
import { itemsIn } from './read-counts.ts';
import { standingCells } from './standing-cells.ts';
import { keptSummaryOf, openKey, standingKey } from './summary-item.ts';
import { tallyItemKey, tallyOf } from './tally-item.ts';

/** The filings that are read of a standing at a time. */
const AT_ONCE = 100;

/** The filings that wait, and are not known to be overdue, for an answer to a message that left by then; oldest first. */
export async function* openFilings(
  authority: AuthorityName,
  until: string,
  table: Pick<BooksTable, 'page' | 'getAll'>,
): AsyncGenerator<FilingKey> {
  const tallies = (await table.getAll([tallyItemKey(standingsKey(authority))])).map(tallyOf);
  const sent = tallies.flatMap(({ cells }) => standingCells(cells)).filter(({ status }) => status === 'sent');
  const partitions = [openKey(authority), ...sent.map(({ status, state }) => standingKey(authority, status, state))];
  for (const partition of partitions) {
    for await (const item of itemsIn({ index: 'byStanding', partition, last: until }, table, AT_ONCE))
      if (keptSummaryOf(item).summary.openSince !== undefined)
        yield filingKeyOf(String(item[ledgerTable.partitionKey]));
  }
}
