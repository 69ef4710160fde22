import pMap from 'p-map';
import { everyParkedSend } from '../../functions/ledger/count-parked.ts';
import { daysBetween } from '../../functions/ledger/days-between.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import { filingId } from '../../functions/ledger/items.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import { type AuthorityName, filingStates } from '../../schemas/catalogue.ts';
import { type Filing, type FilingState, type FilingStatus, filingStatuses } from '../../schemas/filing.ts';
import { AHEAD, latestOf, newestFirst } from './newest-first.ts';

export interface ListFilter {
  status?: FilingStatus | undefined;
  state?: FilingState | undefined;
  /** Only what the authority wrote of and nothing was submitted of. */
  orphans?: boolean | undefined;
  since: Date;
  limit: number;
}

export interface Listing {
  /** Newest first, by the latest message of each. */
  filings: Filing[];
  /** There are more than were asked for. */
  more: boolean;
}

/**
 * The filings that something happened to since an instant, and that match now: an index names
 * those that ever had a fact, and each is read to see what has become of it.
 */
export async function listFilings(
  ledger: Ledger,
  authorities: readonly AuthorityName[],
  filter: ListFilter,
  now: Date,
): Promise<Listing> {
  const found: Filing[] = [];
  for await (const filing of candidates(ledger, authorities, filter, now)) {
    if (!matches(filing, filter)) continue;
    if (found.length === filter.limit) return { filings: sorted(found), more: true };
    found.push(filing);
  }
  return { filings: sorted(found), more: false };
}

/** The facts under which the index may hold a filing that matches. */
export function factsFor({ status, state }: Pick<ListFilter, 'status' | 'state'>): readonly string[] {
  if (state) return [state];
  if (status === 'answered') return [...filingStates, 'answered'];
  return status ? [status] : [...filingStatuses, ...filingStates];
}

function matches(filing: Filing, { status, state, orphans }: ListFilter): boolean {
  return (
    (!status || filing.status === status) && (!state || filing.state === state) && (!orphans || filing.orphan === true)
  );
}

/** Each filing once, day by day from the newest. */
async function* candidates(
  ledger: Ledger,
  authorities: readonly AuthorityName[],
  filter: ListFilter,
  now: Date,
): AsyncGenerator<Filing> {
  const facts = factsFor(filter);
  const since = filter.since.toISOString();
  const adopted = new Set<Filing>();
  const read = readOnce(ledger, adopted);
  const yielded = new Set<Filing>();
  const waiting = facts.includes('waiting') ? await waitingFilings(ledger, authorities, read) : [];
  for (const day of daysBetween(filter.since, now).reverse()) {
    const sources = authorities.flatMap((authority) => facts.map((fact) => ledger.recent(authority, fact, day, since)));
    const ofDay = waiting.filter(({ latest }) => latest.startsWith(day)).map(({ key }) => key);
    for await (const filing of newestFirst([...sources, ofDay], read, yielded)) {
      if (!adopted.has(filing)) yield filing;
    }
  }
}

/** The most filings that wait of which a list takes notice: an outage can leave millions. */
const MOST_WAITING = 1000;

/** Filings of which a message waits, newest first: the index has them by when they may go. */
async function waitingFilings(
  ledger: Ledger,
  authorities: readonly AuthorityName[],
  read: (key: FilingKey) => Promise<Filing>,
) {
  const keys: FilingKey[] = [];
  for (const authority of authorities) {
    for await (const { key } of everyParkedSend(ledger, authority)) {
      if (keys.push(key) >= MOST_WAITING) break;
    }
  }
  const found = await pMap(keys, async (key) => ({ key, latest: latestOf(await read(key)) }), { concurrency: AHEAD });
  return found.sort((a, b) => (a.latest < b.latest ? 1 : -1));
}

/**
 * A filing is found once for each of its facts, and read once.
 * @param adopted takes the orphans among them whose messages joined another filing
 */
function readOnce(ledger: Ledger, adopted: Set<Filing>): (key: FilingKey) => Promise<Filing> {
  const reads = new Map<string, Promise<Filing>>();
  const read = async (key: FilingKey) => {
    const { filing } = readFiling(key, await ledger.records(key));
    if (filing.orphan && (await ledger.findByAuthorityReference(key.authority, key.kind, key.reference)))
      adopted.add(filing);
    return filing;
  };
  return (key) => {
    const id = filingId(key);
    const reading = reads.get(id) ?? read(key);
    reads.set(id, reading);
    return reading;
  };
}

/** A filing that moved on to a later message is found by an earlier one where only that fact was asked for. */
function sorted(filings: readonly Filing[]): Filing[] {
  return filings.toSorted((a, b) => (latestOf(a) < latestOf(b) ? 1 : latestOf(a) > latestOf(b) ? -1 : 0));
}
