import { filingId } from '../ledger/items.ts';
import type { ListParts } from './list-parts.ts';
import type { Listed } from './listed.ts';
import { matches } from './matches.ts';
import { isBefore, type Placed, type Source } from './sources.ts';

/**
 * The filings of a list that has their summaries, newest fact first; each is taken once, as its latest version has it.
 * @param entries newest first
 * @param isComplete true if the list has whatever happened to a filing after it was written there: what it says is then
 *   so; otherwise each filing that matches is held against the version of its summary
 */
export function listedSource(
  entries: AsyncIterator<Listed>,
  { filter, after, versions }: Pick<ListParts, 'filter' | 'after' | 'versions'>,
  isComplete: boolean,
): Source {
  const isLatest = latestOnce();
  let isDone = false;

  /** The next ones that match, with their versions. */
  async function some(most: number): Promise<(Placed & Listed)[]> {
    const found: (Placed & Listed)[] = [];
    while (!isDone && found.length < most) {
      const { done, value } = await entries.next();
      if (done) isDone = true;
      else if (isLatest(value) && value.summary && matches(value.summary, filter)) {
        const one = { ...value, filing: filingId(value.key), summary: value.summary };
        if (!after || isBefore(after, one)) found.push(one);
      }
    }
    return found;
  }

  return async (most) => {
    const found: Placed[] = [];
    while (!isDone && found.length < most) {
      const next = await some(most - found.length);
      const present = isComplete ? undefined : await versions(next.map(({ key }) => key));
      found.push(...next.filter(({ filing, version }) => !present || present.get(filing) === version));
    }
    return found;
  };
}

/** Says of each entry whether it is the first one of the latest version of its filing. */
function latestOnce(): (one: Listed) => boolean {
  const latest = new Map<string, number>();
  const taken = new Set<string>();
  return ({ key, version, summary }) => {
    const id = filingId(key);
    if (taken.has(id) || version < (latest.get(id) ?? 0)) return false;
    latest.set(id, version);
    // The version that took it away from here has it in another place, which may be further down.
    if (summary) taken.add(id);
    return summary !== null;
  };
}
