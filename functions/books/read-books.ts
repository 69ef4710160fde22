import pMap from 'p-map';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { filingId, filingKeyOf } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Books, BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { cursorAfter, type ListPlace, placeAt } from './cursor.ts';
import { findByMessageId } from './find-by-message-id.ts';
import { foundPartition, idsOf, withoutType } from './found.ts';
import { entriesBetween } from './journal-between.ts';
import { matches } from './matches.ts';
import { countsOf, itemsIn } from './read-counts.ts';
import { readTraffic } from './read-traffic.ts';
import { merged, type Placed } from './sources.ts';
import { sourcesFor } from './sources-for.ts';
import { keptSummaryOf, summaryKey } from './summary-item.ts';

/** The filings that a list of all reads at a time. */
const PAGE = 500;

/** The books of a table. */
export function readBooks(table: BooksTable, ledger: Pick<Ledger, 'findByAuthorityReference' | 'records'>): Books {
  async function summaries(keys: readonly FilingKey[], from: Pick<BooksTable, 'getAll'> = table) {
    const distinct = [...new Map(keys.map((key) => [filingId(key), summaryKey(key)])).values()];
    const items = await from.getAll(distinct);
    return items.map(keptSummaryOf).flatMap(({ summary, isAdopted }): FilingSummary[] => (isAdopted ? [] : [summary]));
  }

  /** All that match after a place, newest fact first. */
  async function* matching(
    filter: BooksFilter,
    after: ListPlace | undefined,
    wanted: () => number,
    from: Pick<BooksTable, 'page' | 'getAll'> = table,
  ): AsyncGenerator<Placed> {
    const sources = await sourcesFor({ filter, after, table: from, summaries: (keys) => summaries(keys, from) });
    let last: Placed | undefined;
    for await (const one of merged(sources, wanted)) {
      // Two lists may have the same filing, in the same place.
      if (one.filing !== last?.filing && matches(one.summary, filter)) yield one;
      last = one;
    }
  }

  /** The filing of the operator's own reference, and the one to which the authority gave this reference. */
  async function under(key: FilingKey): Promise<FilingKey[]> {
    const [{ items }, given] = await Promise.all([
      table.page({ partition: filingId(key) }, 1),
      ledger.findByAuthorityReference(key.authority, key.kind, key.reference),
    ]);
    return [...(items.length > 0 ? [key] : []), ...(given ? [given] : [])];
  }

  /** The filings that have a value beside these references. */
  async function having(authority: AuthorityName, value: string): Promise<FilingKey[]> {
    const ids: string[] = [];
    for await (const item of itemsIn({ partition: foundPartition(authority, value) }, table)) ids.push(...idsOf(item));
    return ids.map(filingKeyOf);
  }

  return {
    async page(filter, { limit, cursor }) {
      const after = cursor === undefined ? undefined : placeAt(cursor, filter);
      const { counted, read } = countingReads(table);
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
        read: read(),
      };
    },

    async *all(filter) {
      for await (const { summary } of matching(filter, undefined, () => PAGE)) yield summary;
    },

    counts: (authorities, span = {}) => countsOf(authorities, span, table),

    async find(authorities, reference) {
      const keys = authorities.flatMap((authority) =>
        Object.keys(contractOf(authority).kinds).map((kind): FilingKey => ({ authority, kind, reference })),
      );
      const values = new Set([reference, withoutType(reference)]);
      const [known, others] = await Promise.all([
        pMap(keys, under, { concurrency: 8 }),
        pMap(
          authorities.flatMap((authority) => [...values].map((value) => [authority, value] as const)),
          ([authority, value]) => having(authority, value),
          { concurrency: 4 },
        ),
      ]);
      const found = [...known, ...others].flat();
      const all = found.length > 0 ? found : await findByMessageId(authorities, reference, table, ledger);
      return [...new Map(all.map((key) => [filingId(key), key])).values()];
    },

    summaries: (keys) => summaries(keys),

    async *touched(authorities, since, until) {
      const seen = new Set<string>();
      for (const authority of authorities) {
        for await (const { key } of entriesBetween(authority, new Date(since), new Date(until), table))
          if (seen.size !== seen.add(filingId(key)).size) yield key;
      }
    },

    traffic: (authority, since, until) => readTraffic(authority, since, until, table),
  };
}

/** A table that counts the items that are read of it. */
function countingReads(table: BooksTable): { counted: Pick<BooksTable, 'page' | 'getAll'>; read(): number } {
  let count = 0;
  return {
    read: () => count,
    counted: {
      async page(...asked) {
        const page = await table.page(...asked);
        count += page.items.length;
        return page;
      },
      async getAll(keys) {
        const items = await table.getAll(keys);
        count += items.length;
        return items;
      },
    },
  };
}
