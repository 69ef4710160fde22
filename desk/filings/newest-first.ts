import type { FilingKey } from '../../functions/ledger/records.ts';
import type { Filing } from '../../schemas/filing.ts';

/** How many filings are read ahead of being asked for, all sources together. */
const AHEAD = 16;

/** When the latest message of a filing was sent or received. */
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
  sources: readonly AsyncIterator<FilingKey>[],
  read: (key: FilingKey) => Promise<Filing>,
  yielded: Set<Filing> = new Set(),
): AsyncGenerator<Filing> {
  const depth = Math.max(1, Math.floor(AHEAD / sources.length));
  let open = sources.map((source) => new Lookahead(source, read, depth));
  for (;;) {
    const heads = await Promise.all(open.map(async (source) => ({ source, filing: await source.head(yielded) })));
    open = heads.flatMap(({ source, filing }) => (filing ? [source] : []));
    const newest = heads
      .flatMap(({ filing }) => filing ?? [])
      .reduce<Filing | undefined>((one, other) => (one && latestOf(one) >= latestOf(other) ? one : other), undefined);
    if (!newest) return;
    yielded.add(newest);
    yield newest;
  }
}

/** A source whose next filings are read while the first is looked at. */
class Lookahead {
  readonly #source: AsyncIterator<FilingKey>;
  readonly #read: (key: FilingKey) => Promise<Filing>;
  readonly #depth: number;
  readonly #ahead: Promise<Filing | undefined>[] = [];

  constructor(source: AsyncIterator<FilingKey>, read: (key: FilingKey) => Promise<Filing>, depth: number) {
    this.#source = source;
    this.#read = read;
    this.#depth = depth;
  }

  /** The first filing that was not yielded before; `undefined` where there is none left. */
  async head(yielded: ReadonlySet<Filing>): Promise<Filing | undefined> {
    for (;;) {
      this.#fill();
      const filing = await this.#ahead[0];
      if (!filing || !yielded.has(filing)) return filing;
      this.#ahead.shift();
    }
  }

  #fill(): void {
    while (this.#ahead.length < this.#depth) {
      const next = this.#source.next().then(({ done, value }) => (done ? undefined : this.#read(value)));
      // Whoever looks at it is told of its failure; one that nobody looks at any more is none.
      next.catch(() => {});
      this.#ahead.push(next);
    }
  }
}
