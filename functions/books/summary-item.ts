import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingId, filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Item } from '../table/plain-table.ts';
import { type Contribution, contributionOf } from './contribution.ts';

const { partitionKey, sortKey, expiry, indexes } = ledgerTable;
const { partitionKey: STANDING, sortKey: STANDING_AT } = indexes.byStanding;

/** A summary as it lies in the table. */
export interface KeptSummary {
  summary: FilingSummary;
  /** The number of times that it was written. */
  version: number;
  /** Its messages joined another filing, which lists have in its place. */
  isAdopted?: true;
  /** The numbers of its messages that left and came, as far as they are counted. */
  counted: readonly [number, number];
  /** The latest changes that may not be counted yet, oldest first. */
  owes: readonly OwedStep[];
}

/** A change of a summary: once its run was added to a count, the filing is counted there as after it. */
export interface OwedStep {
  /** The run that wrote the summary. */
  token: string;
  /** What was counted of the filing before; null where nothing was. */
  was: Contribution | null;
  /** The numbers of its messages that were counted before. */
  counted: readonly [number, number];
}

/** The key of a filing's summary. */
export function summaryKey(key: FilingKey): Item {
  return { [partitionKey]: filingId(key), [sortKey]: ledgerTable.summary };
}

/** The partition of the index with the filings of a standing, newest fact first. */
export function standingKey(
  authority: AuthorityName,
  status: FilingStatus,
  state: FilingState | null,
  isOverdue = false,
): string {
  return `${authority}/${status}/${state ?? '-'}${isOverdue ? '/overdue' : ''}`;
}

/**
 * The partition of filings that wait for an answer to a message that is not their latest fact: by the time at which that
 * left, so that its clock finds it. There are few at a time.
 */
export function openKey(authority: AuthorityName): string {
  return `${authority}/open`;
}

/** The keys by which a filing is listed. Of one that was sent and not answered, the latest fact is that it left. */
function listedBy({ authority, status, state, at, openSince, overdueSince }: FilingSummary): Item {
  const isOpenAside = openSince !== undefined && (status !== 'sent' || openSince !== at || overdueSince !== undefined);
  if (isOpenAside) return { [STANDING]: openKey(authority), [STANDING_AT]: openSince };
  return { [STANDING]: standingKey(authority, status, state, overdueSince !== undefined), [STANDING_AT]: at };
}

/** The item of a summary, which expires with the latest fact. */
export function summaryItem(
  { summary, version, isAdopted, counted, owes }: KeptSummary,
  retentionDays: number,
): Item & { version: number } {
  const { authority, kind, reference, ...rest } = summary;
  const expiresAt = Math.floor(Date.parse(summary.at) / 1000) + retentionDays * 86_400;
  return {
    ...summaryKey({ authority, kind, reference }),
    ...rest,
    version,
    ...{ counted, owes },
    ...(isAdopted ? { isAdopted } : listedBy(summary)),
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
    isAdopted,
    counted,
    owes,
    ...rest
  } = item;
  const summary = { ...filingKeyOf(String(id)), ...rest } as unknown as FilingSummary;
  return {
    summary,
    version: Number(version),
    counted: counted as KeptSummary['counted'],
    owes: owes as KeptSummary['owes'],
    ...(isAdopted === true && { isAdopted }),
  };
}

/** What a kept summary adds to the counts. */
export function contributed({ summary, isAdopted }: Pick<KeptSummary, 'summary' | 'isAdopted'>): Contribution | null {
  return isAdopted ? null : contributionOf(summary);
}
