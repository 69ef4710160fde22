import type { Books, BooksFilter } from '../../functions/books/books.ts';
import { matches } from '../../functions/books/matches.ts';
import { filingId } from '../../functions/ledger/items.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { eventsOf, type FilingEvent, type KnownEvent } from './filing-events.ts';
import { fullFilings } from './full-filings.ts';

interface WatchPorts {
  books: Pick<Books, 'page' | 'touched' | 'summaries'>;
  ledger: Pick<Ledger, 'records'>;
  /** Ends a look before its end. */
  signal?: AbortSignal;
  /** Hears how many filings a look has read so far. */
  onProgress?: (read: number) => void;
}

/** The time by which the books may be behind a fact, after an incident. */
const LATEST_MS = 15 * 60_000;
/** The time between two looks at all that the books were told of within that. */
const THOROUGH_MS = 30_000;
/** The time by which another machine's clock may be ahead of this one. */
const AHEAD_MS = 60_000;
const PAGE = 100;

/** Looks for what happened to filings, each thing once. */
export interface EventWatch {
  /** The events since the look before, oldest first; late facts are among those of a later look. */
  look(now: Date): Promise<FilingEvent[]>;
}

/** A filing that was looked at: how it stood, and what was told of it. */
interface Looked {
  at: string;
  standing: string;
  /** The first instant of what is told of it. */
  from: string;
  told: Set<string>;
}

/**
 * Watches what happens, and tells each event after which its filing matches. What happened longer ago than the books
 * may be late is told of filings that match now: all others that something happened to are too many to read.
 * @param since the first instant of what is told, ISO 8601 in UTC
 */
export function eventWatch(
  filter: BooksFilter,
  since: string,
  { books, ledger, signal, onProgress = () => {} }: WatchPorts,
): EventWatch {
  const known = new Map<string, Looked>();
  const { authorities, platforms } = filter;
  /** Whatever its standing: it may have gone through the one that is asked for between two looks. */
  const theirs: BooksFilter = { authorities, ...(platforms && { platforms }) };
  let lastThorough: number | undefined;

  const isFresh = (one: FilingSummary) => known.get(filingId(one))?.standing !== standingText(one);

  /** Those of a list that stand otherwise than at the look before; newest first, until a page has none. */
  async function freshIn(list: BooksFilter): Promise<FilingSummary[]> {
    const found: FilingSummary[] = [];
    let cursor: string | undefined;
    do {
      const page = await books.page(list, { limit: PAGE, ...(cursor !== undefined && { cursor }) });
      const fresh = page.summaries.filter(isFresh);
      found.push(...fresh);
      cursor = fresh.length > 0 ? page.next : undefined;
    } while (cursor !== undefined && !signal?.aborted);
    return found;
  }

  /** All that the books were told of since an instant, and that stand otherwise than at the look before. */
  async function freshAmongTouched(from: string, until: string): Promise<FilingSummary[]> {
    const found: FilingSummary[] = [];
    let keys: FilingKey[] = [];
    const ask = async () => {
      const summaries = await books.summaries(keys);
      keys = [];
      found.push(...summaries.filter((one) => matches(one, theirs) && isFresh(one)));
    };
    for await (const key of books.touched(authorities, from, until)) {
      if (signal?.aborted) return found;
      if (keys.push(key) === PAGE) await ask();
    }
    if (keys.length > 0) await ask();
    return found;
  }

  async function changed(now: Date, floor: string): Promise<FilingSummary[]> {
    const isFirst = lastThorough === undefined;
    const isThorough = now.getTime() - (lastThorough ?? 0) >= THOROUGH_MS;
    if (isThorough) lastThorough = now.getTime();
    const { until: _, ...before } = filter;
    const lists = [
      ...(isFirst && since < floor ? [await freshIn({ ...before, since })] : []),
      await freshIn({ ...theirs, since: floor }),
      ...(isThorough ? [await freshAmongTouched(floor, iso(now.getTime() + AHEAD_MS))] : []),
    ];
    return lists.flat();
  }

  return {
    async look(now) {
      const isFirst = lastThorough === undefined;
      const oldest = iso(now.getTime() - LATEST_MS);
      const floor = oldest > since ? oldest : since;
      const summaries = new Map((await changed(now, floor)).map((one) => [filingId(one), one]));
      const events: FilingEvent[] = [];
      let read = 0;
      for await (const filing of fullFilings(ledger, summaries.values())) {
        if (signal?.aborted) return [];
        const id = filingId(filing.key);
        const summary = summaries.get(id) as FilingSummary;
        const { told, from } = known.get(id) ?? { told: new Set<string>(), from: isFirst ? since : floor };
        known.set(id, { at: summary.at, standing: standingText(summary), told, from });
        const fresh = eventsOf(filing, from).filter(({ id }) => told.size !== told.add(id).size);
        events.push(...fresh.filter((one) => matches(stoodAt(one), filter)).map(({ event }) => event));
        read += 1;
        onProgress(read);
      }
      for (const [id, { at }] of known) if (at < floor) known.delete(id);
      return events.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
    },
  };
}

const iso = (instant: number) => new Date(instant).toISOString();

/** All that lists show of how a filing stands. */
function standingText({ at, status, state, overdueSince, due }: FilingSummary): string {
  return [at, status, state, overdueSince, due].join(' ');
}

/** The standing of a filing after an event, as far as filters ask. */
function stoodAt({ event, filing, messages }: KnownEvent): FilingSummary {
  const { errors, overdueSince, orphan, details } = filing;
  const { differs, findableBy } = contractOf(event.authority as AuthorityName);
  const codes = errors.flatMap(({ errorCode }) => errorCode ?? []);
  const stood: Partial<FilingSummary> = {
    ...event,
    ...{ messages, codes, errors: errors as FilingSummary['errors'] },
    findableBy: findableBy?.(filing.declaration) ?? [],
    ...(overdueSince !== undefined && { overdueSince }),
    ...(orphan && { orphan }),
    ...(differs?.(details) && { differs: true }),
  };
  return stood as FilingSummary;
}
