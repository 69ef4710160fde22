import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import { compare } from './attempts.ts';
import { begins } from './beginning.ts';
import type { FilingKey, LedgerRecord } from './records.ts';
import { entriesIn, type RecordEntry } from './records-in.ts';

const { sortKey, expiry } = ledgerTable;

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

/** Reads the archive. */
export interface ArchiveReader {
  /** The pointer to a filing; none where it was never archived. */
  pointer(key: FilingKey): Promise<ArchivePointer | undefined>;
  /** @throws {Error} where they are not there */
  read(key: FilingKey, place: ArchivePlace): Promise<RecordEntry[]>;
  /** The filing to which the authority gave a reference. */
  referred(
    authority: AuthorityName,
    kind: FilingKey['kind'],
    authorityReference: string,
  ): Promise<FilingKey | undefined>;
  /** The filings of all lanes that have a value among the authority's other references. */
  having(value: string): Promise<FilingKey[]>;
}

/**
 * The records of a filing with those that the table has given up, oldest first. The archive is asked only where the table
 * may have given any up: while the send that began a filing is there, all that came after it is. What was noted before
 * that send may be missing until it expires, too.
 * @param items the items of its partition
 */
export async function wholeEntries(
  key: FilingKey,
  items: readonly Item[],
  archive: ArchiveReader | undefined,
  now: number,
): Promise<RecordEntry[]> {
  if (!archive || hasBeginning(key, items, now / 1000)) return entriesIn(items);
  return entriesBy(await archive.pointer(key), key, items, archive, now);
}

/** The same by the pointer that was found, if any: it says until when the table has all. Of a record that both have, the table's counts. */
export async function entriesBy(
  pointer: ArchivePointer | undefined,
  key: FilingKey,
  items: readonly Item[],
  archive: Pick<ArchiveReader, 'read'>,
  now: number,
): Promise<RecordEntry[]> {
  const found = entriesIn(items);
  const seconds = now / 1000;
  if (!pointer || seconds < pointer.tableUntil || seconds >= pointer.expiresAt) return found;
  const all = new Map([...(await archive.read(key, pointer)), ...found].map((one) => [one.entry, one]));
  return [...all.values()].sort((a, b) => compare(a.record.at, b.record.at));
}

/** True if the send that began a filing is among its items, and its time has not come. */
function hasBeginning(key: FilingKey, items: readonly Item[], seconds: number): boolean {
  return items.some((item) => {
    if (!String(item[sortKey]).startsWith('sent/') || seconds >= Number(item[expiry])) return false;
    const { attempt, message } = item;
    return attempt === 1 && begins(key, String(message));
  });
}

/** The same without their entries. */
export async function wholeRecords(...given: Parameters<typeof wholeEntries>): Promise<LedgerRecord[]> {
  return (await wholeEntries(...given)).map(({ record }) => record);
}
