import { mergeFiling } from '../functions/ledger/filing.ts';
import { filingId } from '../functions/ledger/items.ts';
import type { Ledger } from '../functions/ledger/ledger.ts';
import type { FilingKey } from '../functions/ledger/records.ts';
import type { AuthorityName } from '../schemas/catalogue.ts';
import { type Filing, type FilingState, type FilingStatus, filingStates, filingStatuses } from '../schemas/filing.ts';
import { latestOf } from './render/list.ts';
import { daysBack } from './since.ts';

export interface ListFilter {
  status?: FilingStatus | undefined;
  state?: FilingState | undefined;
  since: Date;
  limit: number;
}

export interface Listing {
  /** Newest first, by the latest message of each. */
  filings: Filing[];
  /** There are more than were asked for. */
  more: boolean;
}

/** How many filings are read at the same time. */
const AT_ONCE = 16;

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
  const candidates = candidatesOf(ledger, authorities, filter, now);
  for (;;) {
    const batch = await take(candidates, AT_ONCE);
    const filings = await Promise.all(batch.map(async (key) => mergeFiling(key, await ledger.records(key))));
    found.push(...filings.filter((filing) => matches(filing, filter)));
    if (found.length > filter.limit || batch.length < AT_ONCE) break;
  }
  return { filings: newestFirst(found.slice(0, filter.limit)), more: found.length > filter.limit };
}

/** The facts under which the index may hold a filing that matches. */
export function factsFor({ status, state }: Pick<ListFilter, 'status' | 'state'>): readonly string[] {
  if (state) return [state];
  if (status === 'answered') return [...filingStates, 'answered'];
  return status ? [status] : [...filingStatuses, ...filingStates];
}

function matches(filing: Filing, { status, state }: ListFilter): boolean {
  return (!status || filing.status === status) && (!state || filing.state === state);
}

/** Each filing once, day by day from the newest; within a day, the facts take turns, each from its newest. */
async function* candidatesOf(
  ledger: Ledger,
  authorities: readonly AuthorityName[],
  filter: ListFilter,
  now: Date,
): AsyncGenerator<FilingKey> {
  const seen = new Set<string>();
  const facts = factsFor(filter);
  const waits = facts.includes('waiting') ? authorities.map((authority) => waitingFilings(ledger, authority)) : [];
  for await (const key of inTurns(waits)) {
    if (!seen.has(filingId(key))) yield key;
    seen.add(filingId(key));
  }
  for (const day of daysBack(now, filter.since)) {
    const sources = authorities.flatMap((authority) =>
      facts.map((fact) => ledger.recent(authority, fact, day, filter.since.toISOString())[Symbol.asyncIterator]()),
    );
    for await (const key of inTurns(sources)) {
      const id = filingId(key);
      if (seen.has(id)) continue;
      seen.add(id);
      yield key;
    }
  }
}

/** The filings of which a message waits now, since whenever: they are listed by when it may go. */
async function* waitingFilings(ledger: Ledger, authority: AuthorityName): AsyncGenerator<FilingKey> {
  const end = '9';
  for await (const { key } of ledger.due(authority, end)) yield key;
}

/** One of each source in turn, until all are used up. The first round asks all of them together. */
async function* inTurns<T>(sources: AsyncIterator<T>[]): AsyncGenerator<T> {
  let open = sources;
  while (open.length > 0) {
    const round = await Promise.all(open.map(async (source) => ({ source, result: await source.next() })));
    const values = round.flatMap(({ result }) => (result.done ? [] : [result.value]));
    open = round.flatMap(({ source, result }) => (result.done ? [] : [source]));
    yield* values;
  }
}

async function take<T>(from: AsyncIterator<T>, most: number): Promise<T[]> {
  const taken: T[] = [];
  while (taken.length < most) {
    const { done, value } = await from.next();
    if (done) break;
    taken.push(value);
  }
  return taken;
}

function newestFirst(filings: readonly Filing[]): Filing[] {
  return filings.toSorted((a, b) => (latestOf(a) < latestOf(b) ? 1 : latestOf(a) > latestOf(b) ? -1 : 0));
}
