import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import { compare } from './attempts.ts';
import { recordOf } from './items.ts';
import { isPart, joined } from './parts.ts';
import type { LedgerRecord } from './records.ts';

/** A record with the sort key of its item, which no other record of its filing has. */
export interface RecordEntry {
  entry: string;
  record: LedgerRecord;
}

/** The records among the items of a filing's partition, oldest first: what else lies there is none. */
export function recordsIn(items: readonly Item[]): LedgerRecord[] {
  return entriesIn(items).map(({ record }) => record);
}

/** The same with their entries. */
export function entriesIn(items: readonly Item[]): RecordEntry[] {
  const parts = items.filter(isPart);
  return items
    .filter(isRecord)
    .map((item) => ({ entry: String(item[ledgerTable.sortKey]), record: recordOf(joined(item, parts)) }))
    .sort((a, b) => compare(a.record.at, b.record.at));
}

function isRecord(item: Item): boolean {
  const entry = String(item[ledgerTable.sortKey]);
  return ledgerTable.records.some((prefix) => entry.startsWith(prefix));
}
