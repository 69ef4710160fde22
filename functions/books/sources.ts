import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { ListPlace } from './cursor.ts';

/** A summary in its place of a list. */
export interface Placed extends ListPlace {
  summary: FilingSummary;
}

/** Filings, newest first: it gives the next ones, some at a time, and an empty list at its end. */
export type Source = (most: number) => Promise<readonly Placed[]>;

/** A source with what was read ahead of it. */
interface Reader {
  source: Source;
  ahead: Placed[];
  /** The number to be read next: it grows with what is taken, so that little is read in vain. */
  next: number;
  isDone: boolean;
}

/** The order of a list: newest fact first; of one instant, by the filing. */
export function isBefore(one: ListPlace, other: ListPlace): boolean {
  return one.at === other.at ? one.filing > other.filing : one.at > other.at;
}

/**
 * Merges sources, newest first. Each is read in small steps at first, which double up to the number that is still
 * wanted, so that at most about twice that number is read.
 * @param wanted the number of filings that are still wanted
 */
export async function* merged(sources: readonly Source[], wanted: () => number): AsyncGenerator<Placed> {
  const first = Math.max(1, Math.floor(wanted() / Math.max(1, sources.length)));
  const readers = sources.map((source): Reader => ({ source, ahead: [], next: first, isDone: false }));
  await Promise.all(readers.map((reader) => fill(reader, wanted)));
  for (;;) {
    const newest = newestOf(readers);
    if (!newest) return;
    if (isCertain(newest)) yield newest.ahead.shift() as Placed;
    if (!isCertain(newest)) await fill(newest, wanted);
  }
}

/** True if the next of a source is known: filings of one instant are in no order within it. */
function isCertain({ ahead, isDone }: Reader): boolean {
  return isDone || (ahead.length > 0 && ahead[0]?.at !== ahead.at(-1)?.at);
}

function newestOf(readers: readonly Reader[]): Reader | undefined {
  return readers.reduce<Reader | undefined>((best, one) => {
    const [head] = one.ahead;
    const [other] = best?.ahead ?? [];
    return head && (!other || isBefore(head, other)) ? one : best;
  }, undefined);
}

async function fill(reader: Reader, wanted: () => number): Promise<void> {
  const more = await reader.source(Math.max(1, Math.min(reader.next, wanted())));
  reader.next *= 2;
  reader.isDone = more.length === 0;
  reader.ahead = [...reader.ahead, ...more].sort((a, b) => (isBefore(a, b) ? -1 : 1));
}
