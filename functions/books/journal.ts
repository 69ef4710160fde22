import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingId } from '../ledger/items.ts';
import { pack, unpack } from '../ledger/pack.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Item } from '../table/plain-table.ts';
import type { Range } from './books-table.ts';
import { NO_PLATFORM } from './contribution.ts';
import type { Listed } from './listed.ts';

const { partitionKey, sortKey, expiry } = ledgerTable;

/** A filing that something happened to, as it is written into the journals. */
export interface JournalEntry {
  key: FilingKey;
  /** The time of its latest fact then, ISO 8601 in UTC: its place. */
  at: string;
  platform: string | null;
  /** The version of the summary; 0 where there is none, since the filing could not be summarized. */
  version: number;
  /** Null where the filing is no longer in this place. */
  summary: FilingSummary | null;
}

/**
 * The journal of a lane, and that of one of its platforms: what a run of the keeper wrote is one item in each, for each
 * hour of the facts in it.
 */
export function journalPartition(authority: AuthorityName, platform?: string | null): string {
  const lane = `journal/${authority}`;
  return platform === undefined ? lane : `${lane}/${platform ?? NO_PLATFORM}`;
}

/** The hour of an instant: an item holds entries of one. */
function hourOf(at: string): string {
  return at.slice(0, 13);
}

/** The items of a journal in which entries of a span may be: each lies by the latest fact in it. */
export function journalRange(
  partition: string,
  { since, until }: { since?: string | undefined; until?: string | undefined },
): Range {
  return {
    partition,
    ...(since !== undefined && { first: since }),
    ...(until !== undefined && { last: `${hourOf(until)}~` }),
  };
}

/** The items of a run's journals; each is in the place of the latest fact in it. */
export function journalItems(entries: readonly JournalEntry[], token: string, retentionDays: number): Item[] {
  const pages = new Map<string, { partition: string; all: JournalEntry[] }>();
  for (const one of entries) {
    const { authority } = one.key;
    for (const partition of [journalPartition(authority), journalPartition(authority, one.platform)]) {
      const name = `${partition} ${hourOf(one.at)}`;
      const page = pages.get(name) ?? { partition, all: [] };
      page.all.push(one);
      pages.set(name, page);
    }
  }
  return [...pages.values()].map(({ partition, all }) => {
    const newest = all.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const [{ at }] = newest as [JournalEntry];
    return {
      [partitionKey]: partition,
      [sortKey]: `${at}/${token}`,
      filings: pack(JSON.stringify(newest.map(written))),
      [expiry]: Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400,
    };
  });
}

type Written = [kind: string, reference: string, at: string, version: number, summary: object | null];

function written({ key: { kind, reference }, at, version, summary }: JournalEntry): Written {
  if (!summary) return [kind, reference, at, version, null];
  const { authority: _, kind: __, reference: ___, at: ____, ...rest } = summary;
  return [kind, reference, at, version, rest];
}

/** An entry with the run of the keeper that wrote it: of two of one fact, the later run's is the one that holds. */
export interface WrittenEntry extends Listed {
  run: string;
}

/** The entries of an item, newest fact first. */
export function journalEntriesOf(item: Item): WrittenEntry[] {
  const [, authority, ...rest] = String(item[partitionKey]).split('/') as [string, AuthorityName];
  const [, run = ''] = String(item[sortKey]).split('/');
  // Journals were once without summaries: such items expire with their records.
  if (item['filings'] === undefined) return namesIn(item, authority, rest.join('/'), run);
  const all = JSON.parse(unpack(item['filings'] as Uint8Array)) as Written[];
  return all.map(([kind, reference, at, version, own]) => {
    const key = { authority, kind, reference };
    const summary = own && ({ ...key, at, ...own } as unknown as FilingSummary);
    const { platform = null, status = null, state = null } = summary ?? {};
    return { key, at, run, platform, status, state, written: { version, summary } };
  });
}

function namesIn(item: Item, authority: AuthorityName, name: string, run: string): WrittenEntry[] {
  const platform = name === NO_PLATFORM ? null : name;
  const texts = JSON.parse(unpack(item['entries'] as Uint8Array)) as [
    ...[kind: string, reference: string, at: string],
    ...[status: FilingStatus, state: FilingState | null],
  ][];
  return texts.map(([kind, reference, at, status, state]) => ({
    ...{ key: { authority, kind, reference }, at, run, platform, status, state },
  }));
}

/**
 * Newest fact first; of one fact of a filing, the latest version. A filing may stand otherwise though its latest fact is
 * the same: what came was written by a clock that is behind.
 */
export function byFactAndVersion(one: WrittenEntry, other: WrittenEntry): number {
  const parts = ({ key, at, written, run }: WrittenEntry) => [at, filingId(key), written?.version ?? -1, run] as const;
  const [first, second] = [parts(one), parts(other)];
  for (const [n, part] of first.entries()) {
    const against = second[n] as typeof part;
    if (part !== against) return part < against ? 1 : -1;
  }
  return 0;
}
