import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Item } from '../table/plain-table.ts';
import type { Contribution } from './contribution.ts';
import { type Draft, toBeCounted } from './draft.ts';

const { partitionKey, sortKey, expiry } = ledgerTable;

/** The marks that have a list of their own: nothing was submitted here; it differs from what was to be expected. */
const named = ['orphan', 'differs'] as const;

/** A present error's code, or a mark of its own. */
export type ListMark = { code: string } | (typeof named)[number];

/** The list of the filings of a lane with a mark. */
export function markPartition(authority: AuthorityName, mark: ListMark): string {
  return typeof mark === 'string' ? `${mark}/${authority}` : `code/${authority}/${mark.code}`;
}

/** The rows of a filing in these lists. */
function rowsOf(key: FilingKey, one: Contribution | null): Item[] {
  if (!one) return [];
  const names = Object.keys(one.cells);
  const codes = names.flatMap((name) => (name.startsWith('e|') ? [{ code: name.slice(2) }] : []));
  const marks = [...codes, ...named.filter((mark) => names.includes(mark))];
  return marks.map((mark) => ({
    [partitionKey]: markPartition(key.authority, mark),
    [sortKey]: `${one.at}/${filingId(key)}`,
  }));
}

const nameOf = (row: Item) => `${row[partitionKey]} ${row[sortKey]}`;

/** A row as a version of a filing's summary writes it: a later version is never replaced by an earlier one. */
export type MarkRow = Item & { version: number };

/**
 * The rows that a version of a filing's summary writes, and those of earlier ones that go. Where an earlier version may
 * still be about to write its own, that is written over instead, so that it cannot come afterwards.
 * @param earlier what the filing contributed before, as far as its rows may be there
 */
export function markChanges(
  draft: Draft,
  version: number,
  { earlier, isSettled }: { earlier: readonly Contribution[]; isSettled: boolean },
  retentionDays: number,
): { put: MarkRow[]; removed: Item[] } {
  const { key, summary } = draft;
  const wanted = rowsOf(key, toBeCounted(draft).was);
  const names = new Set(wanted.map(nameOf));
  const others = new Map(earlier.flatMap((one) => rowsOf(key, one)).map((row) => [nameOf(row), row]));
  const left = [...others.values()].filter((row) => !names.has(nameOf(row)));
  const whole = { version, [expiry]: Math.floor(Date.parse(summary.at) / 1000) + retentionDays * 86_400 };
  const rows = wanted.map((row) => ({ ...row, ...whole, summary: JSON.stringify(summary) }));
  return isSettled
    ? { put: rows, removed: left }
    : { put: [...rows, ...left.map((row) => ({ ...row, ...whole }))], removed: [] };
}

/** The summary in a row; null where the filing left it. */
export function markedSummary(row: Item): FilingSummary | null {
  return typeof row['summary'] === 'string' ? (JSON.parse(row['summary']) as FilingSummary) : null;
}
