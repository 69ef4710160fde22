import { pMapIterable } from 'p-map';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { Filing } from '../../schemas/filing.ts';

/** The most filings that are read ahead of being asked for, all sources together. */
export const AHEAD = 16;

/** The time of a filing's latest message, sent or received. */
export function latestOf({ history }: Pick<Filing, 'history'>): string {
  return history.at(-1)?.at ?? '';
}

/**
 * Merges sources of keys, each newest first, into filings newest first by their latest message,
 * each once. Keys come without a time, so the first of each source is read to compare them: a
 * filing stands where its latest message has put it in one of the sources.
 * @param read gives the same object whenever it is asked for the same key
 * @param yielded what was merged before, and is left out; what is merged now is added
 */
export async function* newestFirst(
  sources: readonly (AsyncIterable<FilingKey> | Iterable<FilingKey>)[],
  read: (key: FilingKey) => Promise<Filing>,
  yielded: Set<Filing> = new Set(),
): AsyncGenerator<Filing> {
  const concurrency = Math.max(1, Math.floor(AHEAD / sources.length));
  const readers = sources.map((source) => pMapIterable(source, read, { concurrency })[Symbol.asyncIterator]());
  const heads: (Filing | undefined)[] = await Promise.all(readers.map((reader) => nextOf(reader, yielded)));
  for (;;) {
    const newest = heads.reduce(
      (one, other) => (one && (!other || latestOf(one) >= latestOf(other)) ? one : other),
      undefined,
    );
    if (!newest) return;
    yielded.add(newest);
    yield newest;
    await Promise.all(
      readers.map(async (reader, index) => {
        if (heads[index] === newest) heads[index] = await nextOf(reader, yielded);
      }),
    );
  }
}

/** The next filing of a source that was not yielded before; `undefined` where there is none left. */
async function nextOf(reader: AsyncIterator<Filing>, yielded: ReadonlySet<Filing>): Promise<Filing | undefined> {
  for (;;) {
    const { done, value } = await reader.next();
    if (done) return undefined;
    if (!yielded.has(value)) return value;
  }
}
