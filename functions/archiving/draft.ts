import { ledgerTable } from '../../schemas/ledger-table.ts';
import { objectParts } from '../archive/object-name.ts';
import type { ArchivedFiling } from '../archive/packed.ts';
import { timesOf } from '../books/fact-times.ts';
import { pointerIn, wholeEntries } from '../ledger/archived.ts';
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

/** The times of a filing's records in the table, ISO 8601, the earliest first, and that up to which all are archived. */
export interface RecordTimes {
  times: readonly string[];
  archived: string;
}

export function recordTimesOf(items: readonly Item[]): RecordTimes {
  return { times: timesOf(entriesIn(items).map(({ record }) => record)), archived: pointerIn(items)?.at ?? '' };
}

/** True if a filing has a record that is not in the archive, and was written or changed before an instant. */
export function isUnarchived({ times, archived }: RecordTimes, before: Date): boolean {
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
  const known = recordTimesOf(items);
  if (!isUnarchived(known, now)) return undefined;
  const latest = known.times.at(-1) ?? '';
  const waiting = new Date(now.getTime() - archiveDays(ports).latest * DAY_MS);
  if (latest >= until.toISOString() && !isUnarchived(known, waiting)) return undefined;

  const before = pointerIn(items);
  const entries = await wholeEntries(key, items, ports.archive, now.getTime());
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
