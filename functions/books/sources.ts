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
  /** The number that was read of it. */
  read: number;
  /** The time of the oldest that was read of it, in milliseconds. */
  reach: number;
  isDone: boolean;
}

/** The fewest that are read at once: a filing is certain once one of another instant comes after it. */
const FEWEST = 2;

/** The order of a list: newest fact first; of one instant, by the filing. */
export function isBefore(one: ListPlace, other: ListPlace): boolean {
  return one.at === other.at ? one.filing > other.filing : one.at > other.at;
}

/**
 * Merges sources, newest first. A few are read of each at first, all at the same time; then of each as many as it
 * probably has among the wanted ones, by how close together those are that were read of it: there are few rounds, and at
 * most about twice the wanted number is read.
 * @param wanted the number of filings that are still wanted; the last one only has to be there, whichever it is
 */
export async function* merged(sources: readonly Source[], wanted: () => number): AsyncGenerator<Placed> {
  const readers = sources.map((source): Reader => ({ source, ahead: [], read: 0, reach: 0, isDone: false }));
  const first = readers.length === 1 ? wanted() : Math.ceil(wanted() / (2 * readers.length));
  await Promise.all(readers.map((reader) => fill(reader, Math.max(FEWEST, first))));
  const start = Date.parse(newestOf(readers)?.ahead[0]?.at ?? '');
  for (;;) {
    const newest = newestOf(readers);
    if (!newest) return;
    const isNext = isCertain(newest) || (wanted() <= 1 && newest.ahead.length > 0);
    if (isNext) yield newest.ahead.shift() as Placed;
    else await fillLikely(readers, newest, wanted(), start);
  }
}

/** Reads on from one reader, and from those that probably have more among the wanted ones than was read of them. */
async function fillLikely(readers: readonly Reader[], certainly: Reader, wanted: number, start: number): Promise<void> {
  /** The filings in a millisecond, as far as was read. */
  const density = ({ read, reach }: Reader) => read / Math.max(1, start - reach);
  const all = readers.reduce((sum, reader) => sum + density(reader), 0);
  await Promise.all(
    readers.map(async (reader) => {
      const likely = Math.ceil((wanted * density(reader)) / all) - reader.ahead.length;
      if (reader === certainly || (likely > 0 && !reader.isDone)) await fill(reader, Math.max(FEWEST, likely));
    }),
  );
}

/** True if the next of a source is known: filings of one instant are in no order within it. */
function isCertain({ ahead, isDone }: Reader): boolean {
  return isDone || (ahead.length > 0 && ahead[0]?.at !== ahead.at(-1)?.at);
}

/** The reader whose next filing comes first; one of which nothing is read ahead may have any. */
function newestOf(readers: readonly Reader[]): Reader | undefined {
  return readers
    .filter(({ ahead, isDone }) => ahead.length > 0 || !isDone)
    .reduce<Reader | undefined>((best, one) => (best && !comesFirst(one, best) ? best : one), undefined);
}

function comesFirst({ ahead: [one] }: Reader, { ahead: [other] }: Reader): boolean {
  return one === undefined || (other !== undefined && isBefore(one, other));
}

function byPlace(one: Placed, other: Placed): number {
  return isBefore(one, other) ? -1 : 1;
}

async function fill(reader: Reader, most: number): Promise<void> {
  const more = await reader.source(most);
  reader.isDone = more.length === 0;
  reader.read += more.length;
  reader.ahead = [...reader.ahead, ...more].sort(byPlace);
  reader.reach = Date.parse(reader.ahead.at(-1)?.at ?? '') || reader.reach;
}
