import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { Cells, TallyKey } from './tally-item.ts';

/** The share of a filing in the counts: in the item of its lane, of the day of its latest fact, and of its platform. */
export interface Contribution {
  /** `DAY/PLATFORM`. */
  entry: string;
  cells: Cells;
  /** The time of its latest fact. */
  at: string;
}

/** The platform of filings that are none's. */
export const NO_PLATFORM = '-';

/** Sums are counted in parts of a unit of their currency, which no authority divides further. */
const PARTS = 10_000;

export function countsPartition(authority: AuthorityName): string {
  return `counts/${authority}`;
}

export function contributionOf(summary: FilingSummary): Contribution {
  const { at, platform, status, state, codes, overdueSince, orphan, differs, amounts = {} } = summary;
  const cells: Record<string, number> = { [`s|${status}|${state ?? ''}`]: 1 };
  for (const code of codes) cells[`e|${code}`] = 1;
  if (overdueSince) cells['overdue'] = 1;
  if (orphan) cells['orphan'] = 1;
  if (differs) cells['differs'] = 1;
  for (const [currency, amount] of Object.entries(amounts)) cells[`a|${currency}`] = Math.round(Number(amount) * PARTS);
  return { entry: `${dateInParis(new Date(at))}/${platform ?? NO_PLATFORM}`, cells, at };
}

/** The platform that a contribution is counted for. */
export function platformIn({ entry }: Contribution): string | null {
  const name = entry.slice(entry.indexOf('/') + 1);
  return name === NO_PLATFORM ? null : name;
}

/** A sum as decimal text. */
export function decimalOf(parts: number): string {
  return String(parts / PARTS);
}

/** The item that counts a contribution. */
export function countsKey(authority: AuthorityName, { entry }: Contribution): TallyKey {
  return { partition: countsPartition(authority), entry };
}

/** The cells of a contribution in an item. */
export function cellsIn({ partition, entry }: TallyKey, authority: AuthorityName, one: Contribution | null): Cells {
  return one && partition === countsPartition(authority) && entry === one.entry ? one.cells : {};
}
