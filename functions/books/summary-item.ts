import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingId, filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Item } from '../table/plain-table.ts';
import { type Contribution, contributionOf } from './contribution.ts';
import { listedBy } from './standing-keys.ts';

const { partitionKey, sortKey, expiry, indexes } = ledgerTable;
const { partitionKey: STANDING, sortKey: STANDING_AT } = indexes.byStanding;

/** The number of the layout of the books: a filing whose summary says another, or none, is kept anew by a recount. */
export const LAYOUT = 2;

/** A summary as it lies in the table. */
export interface KeptSummary {
  summary: FilingSummary;
  /** The number of times that it was written. */
  version: number;
  /** The layout of the books when it was written. */
  layout: number | undefined;
  /** Its messages joined another filing, which lists have in its place. */
  isAdopted?: true;
  /** The numbers of its messages that left and came, as far as they are counted. */
  counted: readonly [number, number];
  /** The latest changes that may not be counted yet, oldest first. */
  owes: readonly OwedStep[];
  /** Its contributions before, where runs that wrote it may not have been carried through. */
  earlier?: readonly Contribution[];
}

/** A change of a summary: once its run was added to a count, the filing is counted there as after it. */
export interface OwedStep {
  /** The run that wrote the summary. */
  token: string;
  /** The part of the filing that was counted before; null where nothing was. */
  was: Contribution | null;
  /** The numbers of its messages that were counted before. */
  counted: readonly [number, number];
}

/** The key of a filing's summary. */
export function summaryKey(key: FilingKey): Item {
  return { [partitionKey]: filingId(key), [sortKey]: ledgerTable.summary };
}

/** The item of a summary, which expires with the latest fact. */
export function summaryItem(
  { summary, version, layout, isAdopted, counted, owes, earlier }: KeptSummary,
  retentionDays: number,
): Item & { version: number } {
  const { authority, kind, reference, ...rest } = summary;
  const listed = listedBy(summary);
  const expiresAt = Math.floor(Date.parse(summary.at) / 1000) + retentionDays * 86_400;
  return {
    ...summaryKey({ authority, kind, reference }),
    ...rest,
    ...{ version, layout },
    ...{ counted, owes, ...(earlier && { earlier }) },
    ...(isAdopted ? { isAdopted } : { [STANDING]: listed.partition, [STANDING_AT]: listed.at }),
    [expiry]: expiresAt,
  };
}

/** Reads an item of the table or of the index back. */
export function keptSummaryOf(item: Item): KeptSummary {
  const {
    [partitionKey]: id,
    [sortKey]: _,
    [expiry]: __,
    [STANDING]: ___,
    [STANDING_AT]: ____,
    version,
    layout,
    isAdopted,
    counted,
    owes,
    earlier,
    ...rest
  } = item;
  const summary = { ...filingKeyOf(String(id)), ...rest } as unknown as FilingSummary;
  return {
    summary,
    version: Number(version),
    layout: layout === undefined ? undefined : Number(layout),
    counted: counted as KeptSummary['counted'],
    owes: owes as KeptSummary['owes'],
    ...(isAdopted === true && { isAdopted }),
    ...(earlier !== undefined && { earlier: earlier as readonly Contribution[] }),
  };
}

/** The summaries in items; those of filings whose messages joined another one, which stands for them, are left out. */
export function summariesIn(items: readonly Item[]): FilingSummary[] {
  return items.map(keptSummaryOf).flatMap(({ summary, isAdopted }) => (isAdopted ? [] : [summary]));
}

/** The share of a kept summary in the counts. */
export function contributed({ summary, isAdopted }: Pick<KeptSummary, 'summary' | 'isAdopted'>): Contribution | null {
  return isAdopted ? null : contributionOf(summary);
}
