import { adoptObject } from './adopt-objects.ts';
import type { ArchiverPorts } from './ports.ts';

/** The order to write the archive's index anew. */
export interface RebuildOrder {
  /** The beginning of the names of the objects that are read: all of them, or a class, or a class and year. */
  rebuild: string;
  /** The object to go on after. */
  after?: string;
}

/** The share of an order that a run carried out. */
export interface RebuiltIndex {
  objects: number;
  filings: number;
  /** The last object that was read, to go on after; none where no object is left. */
  after?: string;
}

/**
 * Writes the pointers and names of all filings in these objects, in the order of their names. What is there and newer
 * stays, and what is there and the same lives as long as the configuration says now, where that is longer: the same again
 * changes nothing.
 * @param mayGoOn asked before each object but the first
 */
export async function rebuildIndex(
  { rebuild, after = '' }: RebuildOrder,
  ports: Pick<ArchiverPorts, 'store' | 'index' | 'years'>,
  mayGoOn: () => boolean,
): Promise<RebuiltIndex> {
  const left = (await ports.store.list(rebuild)).filter((object) => object > after).toSorted();
  let filings = 0;
  for (const [n, object] of left.entries()) {
    const last = left[n - 1];
    if (last !== undefined && !mayGoOn()) return { objects: n, filings, after: last };
    filings += await adoptObject(object, ports);
  }
  return { objects: left.length, filings };
}
