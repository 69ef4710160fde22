import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import { compare } from './attempts.ts';
import { authorityReferenceKey, filingId } from './items.ts';
import type { FilingKey, LedgerRecord } from './records.ts';
import { entriesIn, type RecordEntry } from './records-in.ts';

const { partitionKey, sortKey, expiry, archived, indexes } = ledgerTable;

/** The place of a filing's records in the archive: an object, and some of its bytes, compressed by themselves. */
export interface ArchivePlace {
  object: string;
  from: number;
  bytes: number;
}

/** The pointer to a filing's records in the archive. */
export interface ArchivePointer extends ArchivePlace {
  /** The time at which the records were read from the table, ISO 8601: what is older is in the archive. */
  at: string;
  /** The time until which the table has all of them, in seconds since the epoch; 0 where that is not known. */
  tableUntil: number;
  /** The time at which the archive forgets them, in seconds since the epoch. */
  expiresAt: number;
}

/** Reads archived records. */
export interface ArchiveReader {
  /** @throws {Error} where they are not there */
  read(key: FilingKey, place: ArchivePlace): Promise<RecordEntry[]>;
}

/** The key of a filing's pointer. */
export function pointerKey(key: FilingKey): Item {
  return { [partitionKey]: filingId(key), [sortKey]: archived };
}

/**
 * The item of a pointer, which stays as long as the archive has the records.
 * @param authorityReference finds the filing from then on, as it did before
 */
export function pointerItem(
  key: FilingKey,
  pointer: ArchivePointer,
  authorityReference?: string,
): Item & { version: number } {
  const { object, from, bytes, at, tableUntil, expiresAt } = pointer;
  const { authority, kind } = key;
  return {
    ...pointerKey(key),
    ...{ object, from, bytes, tableUntil },
    // By it a pointer never takes the place of a later one.
    version: Date.parse(at),
    [expiry]: expiresAt,
    ...(authorityReference && indexedBy(authority, kind, authorityReference)),
  };
}

function indexedBy(authority: AuthorityName, kind: FilingKey['kind'], authorityReference: string): Item {
  return { [indexes.byAuthorityReference.partitionKey]: authorityReferenceKey(authority, kind, authorityReference) };
}

/** The pointer among the items of a filing's partition; none where it was never archived. */
export function pointerIn(items: readonly Item[]): ArchivePointer | undefined {
  const item = items.find((one) => one[sortKey] === archived);
  if (!item) return undefined;
  const number = (name: string) => Number(item[name]);
  return {
    object: String(item['object']),
    ...{ from: number('from'), bytes: number('bytes'), tableUntil: number('tableUntil') },
    at: new Date(number('version')).toISOString(),
    expiresAt: number(expiry),
  };
}

/**
 * The records of a filing with those that the table has given up, oldest first. The archive is read only where the table
 * may have given any up; of a record that both have, the table's counts.
 * @param items the items of its partition
 */
export async function wholeEntries(
  key: FilingKey,
  items: readonly Item[],
  archive: ArchiveReader | undefined,
  now: number,
): Promise<RecordEntry[]> {
  const found = entriesIn(items);
  const pointer = pointerIn(items);
  const seconds = now / 1000;
  if (!archive || !pointer || seconds < pointer.tableUntil || seconds >= pointer.expiresAt) return found;
  const all = new Map([...(await archive.read(key, pointer)), ...found].map((one) => [one.entry, one]));
  return [...all.values()].sort((a, b) => compare(a.record.at, b.record.at));
}

/** The same without their entries. */
export async function wholeRecords(...given: Parameters<typeof wholeEntries>): Promise<LedgerRecord[]> {
  return (await wholeEntries(...given)).map(({ record }) => record);
}
