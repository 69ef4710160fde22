import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import { compare } from './attempts.ts';
import { recordOf } from './items.ts';
import { isPart, joined } from './parts.ts';
import type { LedgerRecord } from './records.ts';

/** The records among the items of a filing's partition, oldest first: what else lies there is none. */
export function recordsIn(items: readonly Item[]): LedgerRecord[] {
  const parts = items.filter(isPart);
  return items
    .filter(isRecord)
    .map((item) => recordOf(joined(item, parts)))
    .sort((a, b) => compare(a.at, b.at));
}

function isRecord(item: Item): boolean {
  const entry = String(item[ledgerTable.sortKey]);
  return ledgerTable.records.some((prefix) => entry.startsWith(prefix));
}
