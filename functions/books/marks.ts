import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Item } from '../table/plain-table.ts';
import type { Contribution } from './contribution.ts';
import { type Draft, toBeCounted } from './draft.ts';
import { contributed } from './summary-item.ts';

const { partitionKey, sortKey, expiry } = ledgerTable;

/** A present error's code, or that nothing was submitted here. */
export type ListMark = { code: string } | 'orphan';

/** The list of the filings of a lane with a mark. */
export function markPartition(authority: AuthorityName, mark: ListMark): string {
  return mark === 'orphan' ? `orphan/${authority}` : `code/${authority}/${mark.code}`;
}

/** The rows of a filing in these lists. */
function rowsOf(key: FilingKey, one: Contribution | null): Item[] {
  if (!one) return [];
  const names = Object.keys(one.cells);
  const codes = names.flatMap((name) => (name.startsWith('e|') ? [{ code: name.slice(2) }] : []));
  const marks = [...codes, ...(names.includes('orphan') ? (['orphan'] as const) : [])];
  return marks.map((mark) => ({
    [partitionKey]: markPartition(key.authority, mark),
    [sortKey]: `${one.at}/${filingId(key)}`,
  }));
}

const nameOf = (row: Item) => `${row[partitionKey]} ${row[sortKey]}`;

/** The rows that have to be there before the summary, and those that go once it is written. */
export function markChanges(draft: Draft, retentionDays: number): { put: Item[]; removed: Item[] } {
  const { key, before, summary } = draft;
  const wanted = rowsOf(key, toBeCounted(draft).was);
  const earlier = before ? [contributed(before), ...before.owes.map(({ was }) => was)] : [];
  const known = earlier.flatMap((one) => rowsOf(key, one));
  const names = new Set(wanted.map(nameOf));
  const { platform, status, state, at } = summary;
  const expiresAt = Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400;
  return {
    put: wanted.map((row) => ({ ...row, platform, status, state, [expiry]: expiresAt })),
    removed: known.filter((row) => !names.has(nameOf(row))),
  };
}
