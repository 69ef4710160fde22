import pMap from 'p-map';
import { contractOf } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { filingId } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Books, BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { cursorAfter, type ListPlace, placeAt } from './cursor.ts';
import { matches } from './matches.ts';
import { merged, type Placed, type Source } from './sources.ts';
import { openSource, partitionsFor, standingSource } from './standing-source.ts';
import { keptSummaryOf, summaryKey } from './summary-item.ts';

/** The filings that a list of all reads at a time. */
const PAGE = 500;

/** The books of a table. */
export function readBooks(table: BooksTable, ledger: Pick<Ledger, 'findByAuthorityReference'>): Books {
  /** All that match after a place, newest fact first. */
  async function* matching(
    filter: BooksFilter,
    after: ListPlace | undefined,
    wanted: () => number,
    from: Pick<BooksTable, 'page'> = table,
  ): AsyncGenerator<Placed> {
    const sources: Source[] = [
      ...partitionsFor(filter).map((partition) => standingSource(partition, filter, after, from)),
      ...filter.authorities.map((authority) => openSource(authority, after, from)),
    ];
    for await (const one of merged(sources, wanted)) if (matches(one.summary, filter)) yield one;
  }

  async function summaries(keys: readonly FilingKey[]): Promise<FilingSummary[]> {
    const distinct = [...new Map(keys.map((key) => [filingId(key), summaryKey(key)])).values()];
    const items = await table.getAll(distinct);
    return items.map(keptSummaryOf).flatMap(({ summary, isAdopted }) => (isAdopted ? [] : [summary]));
  }

  /** The filing of the operator's own reference, and the one to which the authority gave this reference. */
  async function under(key: FilingKey): Promise<FilingKey[]> {
    const [{ items }, given] = await Promise.all([
      table.page({ partition: filingId(key) }, 1),
      ledger.findByAuthorityReference(key.authority, key.kind, key.reference),
    ]);
    return [...(items.length > 0 ? [key] : []), ...(given ? [given] : [])];
  }

  return {
    async page(filter, { limit, cursor }) {
      const after = cursor === undefined ? undefined : placeAt(cursor, filter);
      let read = 0;
      const counted: Pick<BooksTable, 'page'> = {
        async page(...asked) {
          const page = await table.page(...asked);
          read += page.items.length;
          return page;
        },
      };
      const shown: Placed[] = [];
      // One more tells that there is a next page.
      for await (const one of matching(filter, after, () => limit + 1 - shown.length, counted)) {
        shown.push(one);
        if (shown.length > limit) break;
      }
      const page = shown.slice(0, limit);
      const last = page.at(-1);
      return {
        summaries: page.map(({ summary }) => summary),
        ...(shown.length > limit && last && { next: cursorAfter(last, filter) }),
        read,
      };
    },

    async *all(filter) {
      for await (const { summary } of matching(filter, undefined, () => PAGE)) yield summary;
    },

    counts: () => Promise.reject(new Error('The counts are not kept yet')),

    async find(authorities, reference) {
      const keys = authorities.flatMap((authority) =>
        Object.keys(contractOf(authority).kinds).map((kind): FilingKey => ({ authority, kind, reference })),
      );
      const found = (await pMap(keys, under, { concurrency: 8 })).flat();
      return [...new Map(found.map((key) => [filingId(key), key])).values()];
    },

    summaries,

    traffic: () => Promise.reject(new Error('Traffic is not kept yet')),
  };
}
