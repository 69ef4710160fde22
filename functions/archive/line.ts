import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';
import type { RecordEntry } from '../ledger/records-in.ts';
import { archiveColumns, type ColumnType } from './columns.ts';

/** An archived record as it was read back. */
export interface ArchivedEntry extends RecordEntry {
  key: FilingKey;
  /** The time at which it was read from the table, ISO 8601. */
  archived: string;
}

const columns: Readonly<Record<string, ColumnType>> = archiveColumns;
const isJson = (name: string) => columns[name] === 'json';

/** A record as a line of JSON, without its end; what is no plain value is text of JSON in it. */
export function lineOf(key: FilingKey, { entry, record }: RecordEntry, archived: string): string {
  const { authority, kind, reference } = key;
  const fields = Object.entries(record).map(([name, value]) => [
    name,
    isJson(name) && value !== undefined ? JSON.stringify(value) : value,
  ]);
  return JSON.stringify({ authority, kind, reference, entry, archived, ...Object.fromEntries(fields) });
}

/** Reads a line back. */
export function entryOf(line: string): ArchivedEntry {
  const { authority, kind, reference, entry, archived, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const record = Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, isJson(name) ? JSON.parse(String(value)) : value]),
  );
  return {
    key: { authority: authority as AuthorityName, kind: String(kind), reference: String(reference) },
    entry: String(entry),
    record: record as unknown as LedgerRecord,
    archived: String(archived),
  };
}
