import type { ArchiveIndex } from '../archive/archive-index.ts';
import type { ArchiveStore } from '../archive/archive-store.ts';
import type { BooksTable } from '../books/books-table.ts';
import type { ArchiveReader } from '../ledger/archived.ts';
import type { Cursors } from '../ledger/cursors.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { ArchiveTable } from './archive-table.ts';

/** The stores and settings of the archiver. */
export interface ArchiverPorts {
  table: ArchiveTable;
  books: Pick<BooksTable, 'page'>;
  store: ArchiveStore;
  index: Pick<ArchiveIndex, 'pointer' | 'point' | 'name'>;
  /** Reads what was archived of a filing before. */
  archive: Pick<ArchiveReader, 'read'>;
  cursors: Cursors;
  /** The years of each class of retention. */
  years: Readonly<Record<string, number>>;
  /** The days after which a filing's hour is archived: what still happens to it by then is archived with it. */
  afterDays: number;
  /** The days that the table keeps a record. */
  retentionDays: number;
  /** Hears of a filing that cannot be read: it is left out, and holds no other up. */
  onFault(key: FilingKey, error: unknown): void;
  now(): Date;
}

export const DAY_MS = 86_400_000;

/** The times by which a record is archived, in days after it was written. */
export interface ArchiveDays {
  /** At the latest, however much still happens to its filing. */
  latest: number;
  /** The audit looks for records that are older. */
  audited: number;
  /** The audit has read the whole table within so many days. */
  auditCycle: number;
}

/** Within these a record is archived, or found by the audit, 30 days before it expires where the table keeps it for 120. */
export function archiveDays({
  afterDays,
  retentionDays,
}: Pick<ArchiverPorts, 'afterDays' | 'retentionDays'>): ArchiveDays {
  const between = Math.max(0, retentionDays - afterDays);
  const latest = afterDays + Math.floor(between / 5);
  return { latest, audited: latest + 1, auditCycle: Math.max(1, Math.floor((2 * between) / 5)) };
}
