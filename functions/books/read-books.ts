import { ledgerTable } from '../../schemas/ledger-table.ts';
import { distinctFilings } from '../ledger/distinct-filings.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Books, BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { cursorAfter, type ListPlace, placeAt } from './cursor.ts';
import { findFilings, type Searched, searchFilings } from './find-filings.ts';
import { entriesBetween } from './journal-between.ts';
import { matches } from './matches.ts';
import { countsOf } from './read-counts.ts';
import { readTraffic } from './read-traffic.ts';
import { merged, type Placed } from './sources.ts';
import { sourcesFor } from './sources-for.ts';
import { summariesIn, summaryKey } from './summary-item.ts';

/** The filings that a list of all reads at a time. */
const PAGE = 500;

/** The books of a table. */
export function readBooks(table: BooksTable, ledger: Searched['ledger'], archive?: Searched['archive']): Books {
  async function summaries(keys: readonly FilingKey[]) {
    return summariesIn(await table.getAll(distinctFilings(keys).map(summaryKey)));
  }

  async function versions(keys: readonly FilingKey[], from: Pick<BooksTable, 'getAll'>) {
    const items = await from.getAll(distinctFilings(keys).map(summaryKey), ['version']);
    return new Map(items.map((item) => [String(item[ledgerTable.partitionKey]), Number(item['version'])]));
  }

  /** All that match after a place, newest fact first. */
  async function* matching(
    filter: BooksFilter,
    after: ListPlace | undefined,
    wanted: () => number,
    from: Pick<BooksTable, 'page' | 'getAll'> = table,
  ): AsyncGenerator<Placed> {
    const parts = { filter, after, wanted: wanted(), table: from };
    const sources = await sourcesFor({ ...parts, versions: (keys) => versions(keys, from) });
    const taken = { all: 0, matching: 0 };
    // More are read at once where few of those that are read match.
    const likely = () => Math.min(PAGE, Math.ceil((wanted() * (taken.all + 1)) / (taken.matching + 1)));
    let last: Placed | undefined;
    for await (const one of merged(sources, likely)) {
      // Two lists may have the same filing, in the same place.
      if (one.filing === last?.filing) continue;
      last = one;
      taken.all += 1;
      if (!matches(one.summary, filter)) continue;
      taken.matching += 1;
      yield one;
    }
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

    find: (authorities, reference) => findFilings(authorities, reference, { table, ledger, archive }),

    search: (authorities, reference) => searchFilings(authorities, reference, { table, ledger, archive }),

    summaries,

    async *touched(authorities, since, until) {
      const seen = new Set<string>();
      for (const authority of authorities)
        for await (const { key } of entriesBetween(authority, { since, until }, table))
          if (seen.size !== seen.add(filingId(key)).size) yield key;
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
      async getAll(...asked) {
        const items = await table.getAll(...asked);
        count += items.length;
        return items;
      },
    },
  };
}
