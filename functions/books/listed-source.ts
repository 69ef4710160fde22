import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { filingId } from '../ledger/items.ts';
import type { ListParts, Present } from './list-parts.ts';
import type { Listed } from './listed.ts';
import { mayMatch } from './may-match.ts';
import { isBefore, type Placed, type Source } from './sources.ts';

/**
 * The filings of a list that names them, newest fact first; each is taken once, as its latest version has it.
 * @param entries newest first
 * @param isComplete true if the list has whatever happened to a filing after it was written there: what it says of the
 *   filing is then as it is, where it says so; otherwise each is held against its summary
 */
export function listedSource(
  entries: AsyncIterator<Listed>,
  { filter, after, present }: Pick<ListParts, 'filter' | 'after' | 'present'>,
  isComplete: boolean,
): Source {
  const isTaken = takenOnce();
  let isDone = false;

  async function some(most: number): Promise<Listed[]> {
    const found: Listed[] = [];
    while (!isDone && found.length < most) {
      const { done, value } = await entries.next();
      if (done) isDone = true;
      else if (!isTaken(value) && mayMatch(value, filter)) {
        if (!after || isBefore(after, { at: value.at, filing: filingId(value.key) })) found.push(value);
      }
    }
    return found;
  }

  return async (most) => {
    const found: Placed[] = [];
    while (!isDone && found.length < most)
      found.push(...(await asTheyAre(await some(most - found.length), isComplete, present)));
    return found;
  };
}

/** Says of each entry whether an earlier one told of its filing what is so. */
function takenOnce(): (one: Listed) => boolean {
  const latest = new Map<string, number>();
  const taken = new Set<string>();
  return ({ key, written }) => {
    const id = filingId(key);
    const version = written?.version ?? -1;
    if (taken.has(id) || version < (latest.get(id) ?? -1)) return true;
    latest.set(id, version);
    // It left this place: the version that took it away is in another, which may be further down.
    if (written?.summary === null) return true;
    taken.add(id);
    return false;
  };
}

async function asTheyAre(some: readonly Listed[], isComplete: boolean, present: Present): Promise<Placed[]> {
  const placed = (summary: FilingSummary): Placed => ({ at: summary.at, filing: filingId(summary), summary });
  const keysOf = (all: readonly Listed[]) => all.map(({ key }) => key);
  const unsaid = some.filter(({ written }) => !written);
  const unsure = isComplete ? [] : some.filter(({ written }) => written);
  const [summaries, versions] = await Promise.all([
    unsaid.length > 0 ? present.summaries(keysOf(unsaid)) : [],
    unsure.length > 0 ? present.versions(keysOf(unsure)) : new Map<string, number>(),
  ]);
  const there = new Map(summaries.map((one) => [filingId(one), one]));
  return some.flatMap(({ key, at, written }) => {
    const id = filingId(key);
    if (written?.summary) return isComplete || versions.get(id) === written.version ? [placed(written.summary)] : [];
    const summary = there.get(id);
    return summary?.at === at ? [placed(summary)] : [];
  });
}
