import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { pack, unpack } from '../ledger/pack.ts';
import type { Item } from '../table/plain-table.ts';
import type { Range } from './books-table.ts';
import { NO_PLATFORM } from './contribution.ts';
import type { Listed } from './listed.ts';

const { partitionKey, sortKey, expiry } = ledgerTable;

/** A filing that something happened to, as it is written into the journals. */
export interface JournalEntry extends Listed {
  platform: string | null;
}

/**
 * The journal of a lane, and that of one of its platforms: what a run of the keeper wrote is one item in each, for each
 * minute of the facts in it.
 */
export function journalPartition(authority: AuthorityName, platform?: string | null): string {
  const lane = `journal/${authority}`;
  return platform === undefined ? lane : `${lane}/${platform ?? NO_PLATFORM}`;
}

/** The minute of an instant: an item holds entries of one, so that what lies in later items is within reach. */
function minuteOf(at: string): string {
  return at.slice(0, 16);
}

/** The items of a journal in which entries of a span may be: each lies by the latest fact in it. */
export function journalRange(
  partition: string,
  { since, until }: { since?: string | undefined; until?: string | undefined },
): Range {
  return {
    partition,
    ...(since !== undefined && { first: since }),
    ...(until !== undefined && { last: `${minuteOf(until)}~` }),
  };
}

/** The items of a run's journals; each is in the place of the latest fact in it. */
export function journalItems(entries: readonly JournalEntry[], token: string, retentionDays: number): Item[] {
  const pages = new Map<string, { partition: string; all: JournalEntry[] }>();
  for (const one of entries) {
    const { authority } = one.key;
    for (const partition of [journalPartition(authority), journalPartition(authority, one.platform)]) {
      const name = `${partition} ${minuteOf(one.at)}`;
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

/** The entries of an item, newest fact first. */
export function journalEntriesOf(item: Item): Listed[] {
  const [, authority] = String(item[partitionKey]).split('/') as [string, AuthorityName];
  const { filings } = item;
  // An item of the layout before this one has names alone: a recount wrote them anew.
  if (!(filings instanceof Uint8Array)) return [];
  const all = JSON.parse(unpack(filings)) as Written[];
  return all.map(([kind, reference, at, version, own]) => {
    const key = { authority, kind, reference };
    return { key, at, version, summary: own && ({ ...key, at, ...own } as unknown as FilingSummary) };
  });
}

/**
 * Newest fact first; of one fact of a filing, the latest version. A filing may stand otherwise though its latest fact is
 * the same: what came was written by a clock that is behind.
 */
export function byFactAndVersion(one: Listed, other: Listed): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  return other.version - one.version;
}
