import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import { compare } from './attempts.ts';
import { begins } from './beginning.ts';
import type { FilingKey, LedgerRecord } from './records.ts';
import { entriesIn, type RecordEntry } from './records-in.ts';

const { sortKey, expiry } = ledgerTable;
const DAY_MS = 86_400_000;

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

/** The time at which records are read, and the days for which the table keeps them. */
export interface ReadingTimes {
  /** In milliseconds since the epoch. */
  now: number;
  retentionDays: number;
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
  times: ReadingTimes,
): Promise<RecordEntry[]> {
  const found = entriesIn(items);
  if (!archive || hasBeginning(key, items, times)) return found;
  const pointer = await archive.pointer(key);
  const seconds = times.now / 1000;
  return pointer && hasFirst(pointer, items, seconds) ? found : withArchived(pointer, key, found, archive, seconds);
}

/**
 * True if the table has all of a filing by its pointer, and still has the item that expires first: one that was restored
 * to an earlier second has lost it before its time.
 */
function hasFirst({ tableUntil }: ArchivePointer, items: readonly Item[], seconds: number): boolean {
  return seconds < tableUntil && items.some((item) => Number(item[expiry]) === tableUntil);
}

/**
 * Records of the table with those in the place of a pointer, if there is one. Of a record that both have, the table's
 * counts.
 * @param seconds the time, in seconds since the epoch
 */
export async function withArchived(
  pointer: ArchivePointer | undefined,
  key: FilingKey,
  found: RecordEntry[],
  archive: Pick<ArchiveReader, 'read'>,
  seconds: number,
): Promise<RecordEntry[]> {
  if (!pointer || seconds >= pointer.expiresAt) return found;
  const all = new Map([...(await archive.read(key, pointer)), ...found].map((one) => [one.entry, one]));
  return [...all.values()].sort((a, b) => compare(a.record.at, b.record.at));
}

/**
 * True if the send that began a filing is among its items, and its time has not come; nor that of what came right after
 * it, which is sooner where the table was to keep records for longer when the send was written.
 */
function hasBeginning(key: FilingKey, items: readonly Item[], { now, retentionDays }: ReadingTimes): boolean {
  return items.some((item) => {
    if (!String(item[sortKey]).startsWith('sent/') || now >= Number(item[expiry]) * 1000) return false;
    const { attempt, message, at } = item;
    const isKept = now < Date.parse(String(at)) + retentionDays * DAY_MS;
    return attempt === 1 && isKept && begins(key, String(message));
  });
}

/** The same without their entries. */
export async function wholeRecords(...given: Parameters<typeof wholeEntries>): Promise<LedgerRecord[]> {
  return (await wholeEntries(...given)).map(({ record }) => record);
}
