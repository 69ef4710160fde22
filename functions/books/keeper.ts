import pMap from 'p-map';
import { contractOf } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { type ArchiveReader, wholeRecords } from '../ledger/archived.ts';
import { readFiling } from '../ledger/filing.ts';
import { filingId } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import { newToken } from './batch-token.ts';
import type { BooksTable } from './books-table.ts';
import { type Draft, isSettled, owedAfter, talliesOf, toBeCounted } from './draft.ts';
import { foundItems } from './found.ts';
import { type JournalEntry, journalItems } from './journal.ts';
import { journaled } from './journaled.ts';
import { listPartitions } from './listed-partitions.ts';
import { keptEarlier, type ListsBefore, listsBefore } from './lists-before.ts';
import { markChanges } from './marks.ts';
import { summaryOf } from './summary.ts';
import { type KeptSummary, keptSummaryOf, LAYOUT, summaryItem } from './summary-item.ts';
import { addToTallies, type Tallies, tallies } from './tallies.ts';
import { trafficOf } from './traffic.ts';

export interface KeeperPorts {
  table: BooksTable;
  /** The days that a record stays. */
  retentionDays: number;
  ledger: Pick<Ledger, 'findByAuthorityReference'>;
  /** Where records are read that the table has given up; nowhere where left out. */
  archive?: ArchiveReader | undefined;
  /** Hears of a filing that cannot be summarized: it is left as it is, and holds no other up. */
  onFault(key: FilingKey, error: unknown): void;
  now(): Date;
}

/** The most filings that are read or written at the same time. */
const AT_ONCE = 16;
/** The most times that a filing is read anew since somebody else wrote its summary meanwhile. */
const MOST_TRIES = 5;

/**
 * Brings the books of filings that something happened to up to date, each once. The same again changes nothing, also
 * where an earlier run ended in between: what a filing adds to the counts follows from what its summary says that was
 * counted, and from the runs that the counts say were added to them.
 */
export async function keepBooks(keys: readonly FilingKey[], ports: KeeperPorts, tries = 1): Promise<void> {
  const touched = new Map(keys.map((key) => [filingId(key), key]));
  const read = await pMap(touched.values(), (key) => draftOf(key, ports), { concurrency: AT_ONCE });
  const drafts = read.flatMap((one) => (one && 'traffic' in one ? [one] : []));
  const faulty = read.flatMap((one) => (one && 'at' in one ? [one] : []));
  const counts = tallies(ports.table);
  await counts.load(drafts.flatMap(talliesOf));
  const changed = drafts.filter((draft) => !(isSame(draft) && isSettled(draft, counts.at)));
  const overtaken = await keepChanged(changed, faulty, counts, ports);

  const orphans = changed.flatMap((draft) => adoptedBy(draft) ?? []).filter((key) => !touched.has(filingId(key)));
  const again = [...overtaken, ...orphans];
  if (again.length === 0) return;
  if (tries === MOST_TRIES) throw new Error('Summaries are written by others at every try');
  await keepBooks(again, ports, tries + 1);
}

/** The books of these filings, as they are and as they should be; those that cannot be summarized are left out. */
export async function readDrafts(keys: readonly FilingKey[], ports: KeeperPorts): Promise<Draft[]> {
  const read = await pMap(keys, (key) => draftOf(key, ports), { concurrency: AT_ONCE });
  return read.flatMap((one) => (one && 'traffic' in one ? [one] : []));
}

/** @returns the filings whose summaries somebody else wrote meanwhile */
async function keepChanged(
  changed: readonly Draft[],
  faulty: readonly JournalEntry[],
  counts: Tallies,
  { table, retentionDays, now }: KeeperPorts,
): Promise<FilingKey[]> {
  if (changed.length + faulty.length === 0) return [];
  const token = newToken(now());
  const inLists = new Map(changed.map((draft) => [draft, listsBefore(draft, counts)]));
  const before = (draft: Draft) => inLists.get(draft) as ListsBefore;
  const each = <T>(parts: readonly T[], act: (part: T) => Promise<unknown>) =>
    pMap(parts, act, { concurrency: AT_ONCE });

  // A filing is found by a value before its summary has it, and named by lists once its summary is written, with the
  // version of that: so no list ever tells of a version that was not written.
  await listPartitions(changed, table);
  await each(foundItems(changed, retentionDays), table.put);
  const written = await pMap(
    changed,
    async (draft) =>
      (await table.putNext(summaryItem(keptAfter(draft, token, counts, before(draft)), retentionDays))) ? [draft] : [],
    { concurrency: AT_ONCE },
  );
  const done = written.flat();
  const marks = done.map((draft) => markChanges(draft, versionAfter(draft), before(draft), retentionDays));
  const rows = marks.flatMap(({ put }) => put);
  await each(rows, table.putNewer);
  await each(
    marks.flatMap(({ removed }) => removed),
    table.remove,
  );
  const entries = done.flatMap((draft) => journaled(draft, versionAfter(draft), before(draft).earlier));
  await each(journalItems([...entries, ...faulty], token, retentionDays), table.put);
  // The run counts as carried through by this.
  await addToTallies(done, token, counts, retentionDays);
  const isDone = new Set(done);
  return changed.filter((draft) => !isDone.has(draft)).map(({ key }) => key);
}

/** A filing as its books have to be; an entry of the journal where it cannot be summarized, none where it has no records. */
async function draftOf(key: FilingKey, ports: KeeperPorts): Promise<Draft | JournalEntry | undefined> {
  const items = await ports.table.partition(filingId(key));
  // Under most references nothing came before they were known: the archive is not asked about them.
  if (items.length === 0) return undefined;
  const earlier = items.find((item) => item[ledgerTable.sortKey] === ledgerTable.summary);
  try {
    const times = { now: ports.now().getTime(), retentionDays: ports.retentionDays };
    const records = await wholeRecords(key, items, ports.archive, times);
    if (records.length === 0) return undefined;
    const summary = summaryOf(readFiling(key, records));
    const traffic = trafficOf(key, records);
    return {
      key,
      before: earlier && keptSummaryOf(earlier),
      summary,
      traffic,
      isAdopted: await isTakenOver(summary, ports),
    };
  } catch (error) {
    ports.onFault(key, error);
    return { key, at: ports.now().toISOString(), platform: null, version: 0, summary: null };
  }
}

/** True for an orphan whose messages joined the filing that turned out to have its reference. */
async function isTakenOver({ orphan, authority, kind, reference }: FilingSummary, { ledger }: KeeperPorts) {
  return orphan === true && (await ledger.findByAuthorityReference(authority, kind, reference)) !== undefined;
}

function keptAfter(draft: Draft, token: string, counts: Tallies, before: ListsBefore): KeptSummary {
  const { summary, isAdopted } = draft;
  return {
    summary,
    version: versionAfter(draft),
    counted: toBeCounted(draft).counted,
    owes: owedAfter(draft, token, counts.at),
    layout: LAYOUT,
    ...(isAdopted && { isAdopted }),
    ...keptEarlier(before),
  };
}

const versionAfter = ({ before }: Draft) => (before?.version ?? 0) + 1;

/** True if the summary that lies there says what it should. */
export function isSame(draft: Draft): boolean {
  const { before, summary, isAdopted } = draft;
  if (before?.layout !== LAYOUT || isAdopted !== (before.isAdopted === true)) return false;
  return sorted(before.summary) === sorted(summary) && sorted(before.counted) === sorted(toBeCounted(draft).counted);
}

/** A value as text that does not depend on the order of its keys. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

/** The key under which messages of a filing lie that came before its reference was known, where it has just got that. */
function adoptedBy({ key, summary, before }: Draft): FilingKey | undefined {
  const { referenceName } = contractOf(key.authority);
  const given = summary.references[referenceName];
  const isNew = given !== undefined && given !== key.reference && given !== before?.summary.references[referenceName];
  return isNew ? { ...key, reference: given } : undefined;
}
