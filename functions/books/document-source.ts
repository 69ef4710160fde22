import { distinctFilings } from '../ledger/distinct-filings.ts';
import { filingId } from '../ledger/items.ts';
import { filingsHaving } from './filings-having.ts';
import type { ListParts } from './list-parts.ts';
import { isBefore, type Placed, type Source } from './sources.ts';
import { summariesIn, summaryKey } from './summary-item.ts';

/** The filings that these documents find, newest fact first, after a place: all of them are read at once. */
export function documentSource(documents: readonly string[], { filter, after, table }: ListParts): Source {
  let all: Placed[] | undefined;
  const read = async () => {
    const found = await Promise.all(documents.map((one) => filingsHaving(filter.authorities, one, table)));
    return summariesIn(await table.getAll(distinctFilings(found.flat()).map(summaryKey)))
      .map((summary): Placed => ({ at: summary.at, filing: filingId(summary), summary }))
      .filter((one) => !after || isBefore(after, one))
      .sort((a, b) => (isBefore(a, b) ? -1 : 1));
  };
  return async (most) => {
    all ??= await read();
    return all.splice(0, most);
  };
}
