import type { Books, BooksFilter, DayCounts } from '../../functions/books/books.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { calendarDay } from '../filter/moment.ts';

/** The number of filings that match. */
export interface FilingCount {
  count: number;
  /** The number of filings that were read for it one by one; 0 where the counts tell it. */
  read: number;
}

/**
 * Counts the filings that match: whole days by the counts, where these have what is filtered by, everything else by
 * reading it.
 * @param onProgress hears how many were read so far
 */
export async function countFilings(
  books: Pick<Books, 'counts' | 'all'>,
  filter: BooksFilter,
  now: Date,
  onProgress?: (read: number) => void,
): Promise<FilingCount> {
  const days = isCounted(filter) ? wholeDays(filter, now) : undefined;
  const counted = days ? await countedIn(books, filter, days) : 0;
  let read = 0;
  for (const part of days ? edgesOf(filter, days) : [filter]) {
    for await (const _ of books.all(part)) {
      read += 1;
      onProgress?.(read);
    }
  }
  return { count: counted + read, read };
}

/** The number of filings that match, where the counts tell it without any being read. */
export async function knownTotal(
  books: Pick<Books, 'counts'>,
  filter: BooksFilter,
  now: Date,
): Promise<number | undefined> {
  const days = isCounted(filter) ? wholeDays(filter, now) : undefined;
  return days && edgesOf(filter, days).length === 0 ? countedIn(books, filter, days) : undefined;
}

/** True if the counts have what is filtered by: a filing stands once in each kind of them, and once under each code. */
function isCounted(filter: BooksFilter): boolean {
  const { statuses, states, codes, places, overdue, orphans, differs, messages, text } = filter;
  if (filter.documents !== undefined) return false;
  if (messages !== undefined || places !== undefined || text !== undefined || (codes !== undefined && codes.length > 1))
    return false;
  return [statuses ?? states, codes, overdue, orphans, differs].filter((one) => one !== undefined).length <= 1;
}

/** Days in Paris, the first and the last, of which every instant is in a period; an end is absent where it is open. */
interface WholeDays {
  since?: number;
  until?: number;
}

/** The whole days of a period; `undefined` where it has none. */
function wholeDays({ since, until }: Pick<BooksFilter, 'since' | 'until'>, now: Date): WholeDays | undefined {
  const days: WholeDays = {};
  if (since !== undefined) {
    const instant = Date.parse(since);
    const day = dayAt(instant);
    days.since = instant === day.first ? instant : day.last + 1;
  }
  if (until !== undefined && Date.parse(until) < now.getTime()) {
    const instant = Date.parse(until);
    const day = dayAt(instant);
    days.until = instant === day.last ? instant : day.first - 1;
  }
  return (days.since ?? 0) > (days.until ?? now.getTime()) ? undefined : days;
}

/** The parts of a period before and after its whole days. */
function edgesOf(filter: BooksFilter, { since, until }: WholeDays): BooksFilter[] {
  const before = since !== undefined && { ...filter, until: iso(since - 1) };
  const after = until !== undefined && { ...filter, since: iso(until + 1) };
  return [
    ...(before && (before.since ?? '') <= before.until ? [before] : []),
    ...(after && after.since <= (after.until ?? '') ? [after] : []),
  ];
}

async function countedIn(
  books: Pick<Books, 'counts'>,
  filter: BooksFilter,
  { since, until }: WholeDays,
): Promise<number> {
  const span = { ...(since !== undefined && { since: iso(since) }), ...(until !== undefined && { until: iso(until) }) };
  const counts = await books.counts(filter.authorities, span);
  const isOfPlatform = platformTest(filter.platforms);
  const matching = rowsFor(counts, filter).filter(({ platform }) => isOfPlatform(platform));
  return matching.reduce((sum, { count }) => sum + count, 0);
}

function rowsFor(counts: DayCounts, { statuses, states, codes, overdue, orphans, differs }: BooksFilter) {
  if (codes) return counts.codes.filter(({ code }) => codes.includes(code));
  if (overdue) return counts.overdue;
  if (orphans) return counts.orphans;
  if (differs) return counts.differing;
  return counts.standings.filter(
    ({ status, state }) => (statuses?.includes(status) ?? true) && (states?.includes(state ?? '') ?? true),
  );
}

function platformTest(platforms: readonly string[] | undefined): (platform: string | null) => boolean {
  return (platform) => platforms === undefined || (platform !== null && platforms.includes(platform));
}

function dayAt(instant: number): { first: number; last: number } {
  // Every instant lies on a day.
  return calendarDay(dateInParis(new Date(instant))) as { first: number; last: number };
}

const iso = (instant: number) => new Date(instant).toISOString();
