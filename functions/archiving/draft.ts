import { ledgerTable } from '../../schemas/ledger-table.ts';
import { objectParts } from '../archive/object-name.ts';
import type { ArchivedFiling } from '../archive/packed.ts';
import { timesOf } from '../books/fact-times.ts';
import { type ArchivePointer, entriesBy } from '../ledger/archived.ts';
import type { FilingKey } from '../ledger/records.ts';
import { entriesIn } from '../ledger/records-in.ts';
import type { Item } from '../table/plain-table.ts';
import { type ArchivedFacts, archivedFacts } from './archived-facts.ts';
import { type ArchiverPorts, archiveDays, DAY_MS } from './ports.ts';

/** A filing that is to be archived. */
export interface ArchiveDraft extends ArchivedFiling {
  facts: ArchivedFacts;
  /** The time until which the table has all its records, in seconds since the epoch; 0 where it has given some up. */
  tableUntil: number;
}

/** The table may be read a second old: what is archived is said to be of a minute before. */
const BEFORE_MS = 60_000;

/** The times of a filing's records in the table, ISO 8601, the earliest first. */
export function recordTimesOf(items: readonly Item[]): readonly string[] {
  return timesOf(entriesIn(items).map(({ record }) => record));
}

/**
 * True if a filing has a record that is not in the archive, and was written or changed before an instant.
 * @param pointer the pointer to it; none where it was never archived
 */
export function isUnarchived(times: readonly string[], pointer: Pick<ArchivePointer, 'at'> | undefined, before: Date) {
  const archived = pointer?.at ?? '';
  return times.some((time) => time >= archived && time < before.toISOString());
}

/**
 * A filing as it is to be archived now: whole, also what was archived before, so that one place has all of it.
 * @param until the end of the hour that is archived: a filing to which more happened since comes with a later hour,
 * unless that might be too late
 */
export async function archiveDraft(
  key: FilingKey,
  items: readonly Item[],
  until: Date,
  ports: ArchiverPorts,
): Promise<ArchiveDraft | undefined> {
  const now = ports.now();
  const times = recordTimesOf(items);
  if (times.length === 0) return undefined;
  const before = await ports.index.pointer(key);
  if (!isUnarchived(times, before, now)) return undefined;
  const waiting = new Date(now.getTime() - archiveDays(ports).latest * DAY_MS);
  if ((times.at(-1) ?? '') >= until.toISOString() && !isUnarchived(times, before, waiting)) return undefined;

  const entries = await entriesBy(before, key, items, ports.archive, now.getTime());
  const facts = archivedFacts(
    key,
    entries.map(({ record }) => record),
  );
  const isAll = before === undefined || now.getTime() / 1000 < before.tableUntil;
  return {
    ...{ key, entries },
    archived: new Date(now.getTime() - BEFORE_MS).toISOString(),
    facts: { ...facts, retentionClass: longerOf(facts.retentionClass, before && objectParts(before.object), ports) },
    tableUntil: isAll ? Math.min(...items.filter(isRecordItem).map((item) => Number(item[ledgerTable.expiry]))) : 0,
  };
}

const isRecordItem = (item: Item) =>
  ledgerTable.records.some((prefix) => String(item[ledgerTable.sortKey]).startsWith(prefix));

/** The class with more years: a filing is never kept for less than was found before. */
function longerOf(
  found: string,
  before: { retentionClass: string } | undefined,
  { years }: Pick<ArchiverPorts, 'years'>,
): string {
  const yearsOf = (name: string) => years[name] ?? 0;
  return before && yearsOf(before.retentionClass) > yearsOf(found) ? before.retentionClass : found;
}
