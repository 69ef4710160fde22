import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import { TOKEN_LENGTH, tokenTime } from './batch-token.ts';

/** Whole numbers by what they count. */
export type Cells = Readonly<Record<string, number>>;

/** The place of a tally in the table. */
export interface TallyKey {
  partition: string;
  entry: string;
}

/** An item that counts: each run of the keeper adds to it once. */
export interface Tally extends TallyKey {
  cells: Cells;
  /** The latest runs that were added, oldest first. */
  runs: readonly string[];
  /** The time of the latest run that is no longer among them. */
  forgotten: string;
  version: number;
}

const { partitionKey, sortKey, expiry } = ledgerTable;
/** The runs that a tally remembers: a run that failed is tried again long before so many others are done. */
const MOST_RUNS = 32;

export function tallyName({ partition, entry }: TallyKey): string {
  return `${partition} ${entry}`;
}

export function tallyItemKey({ partition, entry }: TallyKey): Item {
  return { [partitionKey]: partition, [sortKey]: entry };
}

export function emptyTally(key: TallyKey): Tally {
  return { ...key, cells: {}, runs: [], forgotten: '', version: 0 };
}

export function tallyOf(item: Item): Tally {
  const runs = String(item['runs'] ?? '');
  return {
    partition: String(item[partitionKey]),
    entry: String(item[sortKey]),
    cells: (item['cells'] ?? {}) as Cells,
    runs: Array.from({ length: runs.length / TOKEN_LENGTH }, (_, n) =>
      runs.slice(n * TOKEN_LENGTH, (n + 1) * TOKEN_LENGTH),
    ),
    forgotten: String(item['forgotten'] ?? ''),
    version: Number(item['version']),
  };
}

export function tallyItem(
  { cells, runs, forgotten, version, ...key }: Tally,
  expiresAt: number,
): Item & { version: number } {
  return { ...tallyItemKey(key), cells, runs: runs.join(''), forgotten, version, [expiry]: expiresAt };
}

/** True if a run was added to a tally; also of one so old that the tally has forgotten it. */
export function hasRun({ runs, forgotten }: Tally, token: string): boolean {
  return runs.includes(token) || tokenTime(token) <= forgotten;
}

/** A tally after a run. */
export function added(tally: Tally, more: Cells, token: string): Tally {
  const runs = [...tally.runs, token];
  const dropped = runs.slice(0, Math.max(0, runs.length - MOST_RUNS)).map(tokenTime);
  return {
    ...tally,
    cells: sum(tally.cells, more),
    runs: runs.slice(-MOST_RUNS),
    forgotten: [tally.forgotten, ...dropped].sort().at(-1) as string,
    version: tally.version + 1,
  };
}

/** Cells that are zero are left out, and none is less: what it counted may have expired. */
export function sum(cells: Cells, more: Cells): Cells {
  const names = new Set([...Object.keys(cells), ...Object.keys(more)]);
  const entries = [...names].map((name) => [name, Math.max(0, (cells[name] ?? 0) + (more[name] ?? 0))] as const);
  return Object.fromEntries(entries.filter(([, value]) => value > 0));
}

/** The change from some cells to others, without those that stay. */
export function difference(from: Cells, to: Cells): Cells {
  const names = new Set([...Object.keys(from), ...Object.keys(to)]);
  const entries = [...names].map((name) => [name, (to[name] ?? 0) - (from[name] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== 0));
}
