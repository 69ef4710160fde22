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
  isDone: boolean;
}

/** The fewest that are read at once: a filing is certain once one of another instant comes after it. */
const FEWEST = 2;

/** The order of a list: newest fact first; of one instant, by the filing. */
export function isBefore(one: ListPlace, other: ListPlace): boolean {
  return one.at === other.at ? one.filing > other.filing : one.at > other.at;
}

/**
 * Merges sources, newest first. A few are read of each at first, all at the same time; then of those that may have one
 * of the wanted ones further on, as many as their share of what is known makes likely, again at the same time: there are
 * few rounds, and at most about twice the wanted number is read.
 * @param wanted the number of filings that are still wanted; the last one only has to be there, whichever it is
 */
export async function* merged(sources: readonly Source[], wanted: () => number): AsyncGenerator<Placed> {
  const readers = sources.map((source): Reader => ({ source, ahead: [], isDone: false }));
  const first = readers.length === 1 ? wanted() : Math.ceil(wanted() / (2 * readers.length));
  await Promise.all(readers.map((reader) => fill(reader, Math.max(FEWEST, first))));
  for (;;) {
    const newest = newestOf(readers);
    if (!newest) return;
    const isNext = isCertain(newest) || (wanted() <= 1 && newest.ahead.length > 0);
    if (isNext) yield newest.ahead.shift() as Placed;
    else await fillShort(readers, wanted());
  }
}

/** Reads on from the readers that may have one of the wanted filings beyond what was read of them. */
async function fillShort(readers: readonly Reader[], wanted: number): Promise<void> {
  const known = readers.flatMap(({ ahead }) => ahead).sort(byPlace);
  const last = known[wanted - 1]?.at ?? '';
  const short = readers.filter((reader) => !reader.isDone && reachOf(reader) >= last);
  const reached = short.map(reachOf).sort().at(-1) ?? '';
  const missing = wanted - known.filter(({ at }) => at > reached).length;
  const weight = ({ ahead }: Reader) => ahead.length + 1;
  const all = short.reduce((sum, reader) => sum + weight(reader), 0);
  await Promise.all(short.map((reader) => fill(reader, Math.max(FEWEST, Math.ceil((missing * weight(reader)) / all)))));
}

/** The time of the oldest that was read of a source; after all times where nothing is read ahead. */
function reachOf({ ahead }: Reader): string {
  return ahead.at(-1)?.at ?? '~';
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
  reader.ahead = [...reader.ahead, ...more].sort(byPlace);
}
