import pMap from 'p-map';
import { contractOf } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { readFiling } from '../ledger/filing.ts';
import { filingId } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import { recordsIn } from '../ledger/records-in.ts';
import type { Item } from '../table/plain-table.ts';
import type { BooksTable } from './books-table.ts';
import { summaryOf } from './summary.ts';
import { type KeptSummary, keptSummaryOf, summaryItem } from './summary-item.ts';

export interface KeeperPorts {
  table: BooksTable;
  /** The days that a record stays. */
  retentionDays: number;
  ledger: Pick<Ledger, 'findByAuthorityReference'>;
  /** Hears of a filing that cannot be summarized: it is left as it is, and holds no other up. */
  onFault(key: FilingKey, error: unknown): void;
}

/** The most filings that are read at the same time. */
const AT_ONCE = 16;
/** The most times that a filing is read anew since somebody else wrote its summary meanwhile. */
const MOST_TRIES = 5;

/** Brings the books of filings that something happened to up to date, each once; the same again changes nothing. */
export async function keepBooks(keys: readonly FilingKey[], ports: KeeperPorts): Promise<void> {
  const touched = new Map(keys.map((key) => [filingId(key), key]));
  const adopted = await pMap(touched.values(), (key) => keepOne(key, ports), { concurrency: AT_ONCE });
  const orphans = adopted.flatMap((key) => (key && !touched.has(filingId(key)) ? [key] : []));
  await pMap(orphans, (key) => keepOne(key, ports), { concurrency: AT_ONCE });
}

/** @returns the orphan that a filing took over by a reference that it was given */
async function keepOne(key: FilingKey, ports: KeeperPorts, tries = 1): Promise<FilingKey | undefined> {
  const { table, retentionDays } = ports;
  const items = await table.partition(filingId(key));
  const summary = summarized(key, items, ports);
  if (!summary) return undefined;
  const earlier = items.find((item) => item[ledgerTable.sortKey] === ledgerTable.summary);
  const before = earlier && keptSummaryOf(earlier);
  const kept: KeptSummary = {
    summary,
    version: (before?.version ?? 0) + 1,
    ...((await isAdopted(summary, ports)) && { isAdopted: true }),
  };
  if (before && isSame(before, kept)) return undefined;
  if (await table.putNext(summaryItem(kept, retentionDays))) return adoptedBy(summary, before?.summary);
  if (tries === MOST_TRIES) throw new Error('A summary is written by others at every try');
  return keepOne(key, ports, tries + 1);
}

function summarized(key: FilingKey, items: readonly Item[], { onFault }: KeeperPorts): FilingSummary | undefined {
  try {
    const records = recordsIn(items);
    return records.length === 0 ? undefined : summaryOf(readFiling(key, records));
  } catch (error) {
    onFault(key, error);
    return undefined;
  }
}

/** True for an orphan whose messages joined the filing that turned out to have its reference. */
async function isAdopted({ orphan, authority, kind, reference }: FilingSummary, { ledger }: KeeperPorts) {
  return orphan === true && (await ledger.findByAuthorityReference(authority, kind, reference)) !== undefined;
}

/** True if a summary says what is kept already. */
function isSame(before: KeptSummary, { summary, isAdopted }: KeptSummary): boolean {
  return before.isAdopted === isAdopted && sorted(before.summary) === sorted(summary);
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
function adoptedBy(summary: FilingSummary, before: FilingSummary | undefined): FilingKey | undefined {
  const { authority, kind, reference, references } = summary;
  const { referenceName } = contractOf(authority);
  const given = references[referenceName];
  const isNew = given !== undefined && given !== reference && given !== before?.references[referenceName];
  return isNew ? { authority, kind, reference: given } : undefined;
}
