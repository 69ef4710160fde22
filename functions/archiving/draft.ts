import { ledgerTable } from '../../schemas/ledger-table.ts';
import { objectParts } from '../archive/object-name.ts';
import type { ArchivedFiling } from '../archive/packed.ts';
import { timesOf } from '../books/fact-times.ts';
import { type ArchivePointer, withArchived } from '../ledger/archived.ts';
import type { FilingKey } from '../ledger/records.ts';
import { entriesIn } from '../ledger/records-in.ts';
import type { Item } from '../table/plain-table.ts';
import { type ArchivedFacts, archivedFacts } from './archived-facts.ts';
import { type ArchiverPorts, archiveDays, DAY_MS } from './ports.ts';

/** A filing that is to be archived. */
export interface ArchiveDraft extends ArchivedFiling {
  facts: ArchivedFacts;
  /** The time of its latest fact, ISO 8601. */
  latest: string;
  /** The time until which the table has all its records, in seconds since the epoch; 0 where it has given some up. */
  tableUntil: number;
}

/**
 * What is archived is said to be of a quarter of an hour before: no function runs for longer, so that none still writes
 * what it gave an earlier time. The clock of the desk, too, may be minutes behind.
 */
const BEFORE_MS = 15 * 60_000;

/** The times of a filing's records in the table, ISO 8601, the earliest first; also those at which some joined it. */
export function recordTimesOf(items: readonly Item[]): readonly string[] {
  const joined = items.flatMap(({ [ledgerTable.joined]: at }) => (at === undefined ? [] : [String(at)]));
  return [...timesOf(entriesIn(items).map(({ record }) => record)), ...joined].sort();
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
 * A filing as it is to be archived now: whole, also what was archived before, so that one place has all of it. That is
 * read also where the table should have it: one that was restored may have lost it.
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
  const latest = times.at(-1) ?? '';
  if (latest >= until.toISOString() && !isUnarchived(times, before, waiting)) return undefined;

  const inTable = entriesIn(items);
  const entries = await withArchived(before, key, inTable, ports.archive, now.getTime() / 1000);
  const facts = archivedFacts(
    key,
    entries.map(({ record }) => record),
  );
  return {
    ...{ key, entries, latest },
    archived: new Date(now.getTime() - BEFORE_MS).toISOString(),
    facts: { ...facts, retentionClass: longerOf(facts.retentionClass, before && objectParts(before.object), ports) },
    tableUntil:
      entries.length === inTable.length
        ? Math.min(...items.filter(isRecordItem).map((item) => Number(item[ledgerTable.expiry])))
        : 0,
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
