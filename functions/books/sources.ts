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
  /** The number that was given on. */
  taken: number;
  isDone: boolean;
}

/** The fewest that are read at once: a filing is certain once one of another instant comes after it. */
const FEWEST = 2;

/** The order of a list: newest fact first; of one instant, by the filing. */
export function isBefore(one: ListPlace, other: ListPlace): boolean {
  return one.at === other.at ? one.filing > other.filing : one.at > other.at;
}

/**
 * Merges sources, newest first. Of each a few are read at first, all at the same time; then of each as many as its share
 * of what was given on makes likely, so that there are few calls, and at most about twice the wanted number is read.
 * @param wanted the number of filings that are still wanted
 */
export async function* merged(sources: readonly Source[], wanted: () => number): AsyncGenerator<Placed> {
  const first = Math.floor(wanted() / Math.max(1, sources.length));
  const readers = sources.map((source): Reader => ({ source, ahead: [], taken: 0, isDone: false }));
  await Promise.all(readers.map((reader) => fill(reader, Math.max(FEWEST, first))));
  let given = 0;
  for (;;) {
    const newest = newestOf(readers);
    if (!newest) return;
    if (isCertain(newest)) {
      given += 1;
      newest.taken += 1;
      yield newest.ahead.shift() as Placed;
    }
    // Little is known at first: a share counts for less then.
    const likely = Math.ceil((wanted() * (newest.taken + 1)) / (given + 1 + readers.length / 4));
    if (!isCertain(newest)) await fill(newest, Math.max(FEWEST, likely));
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

async function fill(reader: Reader, most: number): Promise<void> {
  const more = await reader.source(most);
  reader.isDone = more.length === 0;
  reader.ahead = [...reader.ahead, ...more].sort((a, b) => (isBefore(a, b) ? -1 : 1));
}
