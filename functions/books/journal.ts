import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { pack, unpack } from '../ledger/pack.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Item } from '../table/plain-table.ts';
import type { Range } from './books-table.ts';
import { NO_PLATFORM } from './contribution.ts';

const { partitionKey, sortKey, expiry } = ledgerTable;

/** A filing that something happened to, as it was then. */
export interface JournalEntry {
  key: FilingKey;
  /** The time of its latest fact then, ISO 8601 in UTC. */
  at: string;
  platform: string | null;
  /** Null where it could not be summarized. */
  status: FilingStatus | null;
  state: FilingState | null;
}

/** A platform's journal at a lane: what a run of the keeper wrote of it is one item, for each hour of the facts in it. */
export function journalPartition(authority: AuthorityName, platform: string | null): string {
  return `journal/${authority}/${platform ?? NO_PLATFORM}`;
}

/** The hour of an instant: an item holds entries of one. */
function hourOf(at: string): string {
  return at.slice(0, 13);
}

/** The items in which entries of a span may be: each lies by the latest fact in it. */
export function journalRange(
  authority: AuthorityName,
  platform: string | null,
  { since, until }: { since?: string | undefined; until?: string | undefined },
): Range {
  return {
    partition: journalPartition(authority, platform),
    ...(since !== undefined && { first: since }),
    ...(until !== undefined && { last: `${hourOf(until)}~` }),
  };
}

/** The items of a run's journal; each is in the place of the latest fact in it. */
export function journalItems(entries: readonly JournalEntry[], token: string, retentionDays: number): Item[] {
  const pages = new Map<string, JournalEntry[]>();
  for (const one of entries) {
    const page = `${journalPartition(one.key.authority, one.platform)} ${hourOf(one.at)}`;
    pages.set(page, [...(pages.get(page) ?? []), one]);
  }
  return [...pages.values()].map((all) => {
    const newest = all.toSorted((a, b) => (a.at < b.at ? 1 : -1));
    const [{ key, at, platform }] = newest as [JournalEntry];
    const texts = newest.map((one) => [one.key.kind, one.key.reference, one.at, one.status, one.state]);
    return {
      [partitionKey]: journalPartition(key.authority, platform),
      [sortKey]: `${at}/${token}`,
      entries: pack(JSON.stringify(texts)),
      [expiry]: Math.floor(Date.parse(at) / 1000) + retentionDays * 86_400,
    };
  });
}

/** An entry with the run of the keeper that wrote it: of two of one fact, the later run's is the one that holds. */
export interface WrittenEntry extends JournalEntry {
  run: string;
}

/** The entries of an item, newest fact first. */
export function journalEntriesOf(item: Item): WrittenEntry[] {
  const [, authority, ...rest] = String(item[partitionKey]).split('/') as [string, AuthorityName];
  const name = rest.join('/');
  const [, run = ''] = String(item[sortKey]).split('/');
  const texts = JSON.parse(unpack(item['entries'] as Uint8Array)) as [string, string, string, FilingStatus, string][];
  return texts.map(([kind, reference, at, status, state]) => ({
    key: { authority, kind, reference },
    ...{ at, status, state, run, platform: name === NO_PLATFORM ? null : name },
  }));
}
