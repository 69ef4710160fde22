import { contractOf, kindOf } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { digestOf } from '../ledger/digest.ts';
import { filingId } from '../ledger/items.ts';
import type { Item } from '../table/plain-table.ts';
import type { Draft } from './draft.ts';

const { partitionKey, sortKey, expiry } = ledgerTable;
const DATE = /^\d{4}-\d\d-\d\d/;
/**
 * The longest value that something is found by, in characters: far longer than any of a contract. Nothing limits what an
 * authority writes, and a key takes 2048 bytes: with a longer one, nothing that is written together would be.
 */
const LONGEST = 500;

/** The filings of all lanes that are found by a value, some an item. */
export function foundPartition(value: string): string {
  return `found/${value}`;
}

/** The values by which a filing is found, beside its own reference and the one that the index has. */
function valuesOf(summary: FilingSummary): string[] {
  return [...givenReferences(summary), ...summary.findableBy.map(withoutType).filter(isFindable)];
}

/** The authority's references among them. */
export function givenReferences({ authority, kind, reference, references }: FilingSummary): string[] {
  const { referenceName } = contractOf(authority);
  const { isMass } = kindOf(authority, kind);
  return Object.entries(references).flatMap(([name, value]) =>
    (isMass && name === referenceName) || value === reference || DATE.test(value) || !isFindable(value) ? [] : [value],
  );
}

const isFindable = (value: string) => value.length <= LONGEST;

/** The number of a document, which is written with its type or without: `125-1` of `N740:125-1`. */
export function withoutType(value: string): string {
  return value.slice(value.indexOf(':') + 1);
}

/** The items by which the filings of a run are found from now on: those that are found by one value are in one item. */
export function foundItems(drafts: readonly Draft[], retentionDays: number): Item[] {
  const byValue = new Map<string, { ids: string[]; at: string }>();
  for (const { key, summary, before } of drafts) {
    const known = new Set(before ? valuesOf(before.summary) : []);
    for (const value of valuesOf(summary).filter((one) => !known.has(one))) {
      const partition = foundPartition(value);
      const { ids, at } = byValue.get(partition) ?? { ids: [], at: '' };
      byValue.set(partition, { ids: [...ids, filingId(key)], at: at > summary.at ? at : summary.at });
    }
  }
  return [...byValue].map(([partition, { ids, at }]) =>
    foundItem(partition, ids, Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400),
  );
}

/**
 * The item by which some filings are found together.
 * @param expiresAt in seconds since the epoch
 */
function foundItem(partition: string, ids: readonly string[], expiresAt: number): Item {
  return {
    [partitionKey]: partition,
    [sortKey]: `filings/${digestOf(ids.toSorted().join())}`,
    ids,
    [expiry]: expiresAt,
  };
}

export function idsOf(item: Item): string[] {
  return item['ids'] as string[];
}
