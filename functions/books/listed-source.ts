import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksFilter } from './books.ts';
import type { ListPlace } from './cursor.ts';
import { isWanted } from './is-wanted.ts';
import { isBefore, type Placed, type Source } from './sources.ts';

/** A filing that a list names, with the time of its latest fact when it was written there. */
export interface Listed {
  key: FilingKey;
  at: string;
  platform: string | null;
  status: FilingStatus | null;
  state: FilingState | null;
}

/** The summaries of filings, by their keys. */
export type SummariesOf = (keys: readonly FilingKey[]) => Promise<readonly FilingSummary[]>;

/**
 * The filings of a list that names them, newest fact first. The list may be of an earlier time: a filing is where its
 * latest fact has it, so that each entry is held against the filing's summary.
 * @param entries newest first; each filing is taken once
 */
export function listedSource(
  entries: AsyncIterator<Listed>,
  filter: BooksFilter,
  after: ListPlace | undefined,
  summaries: SummariesOf,
): Source {
  const seen = new Set<string>();
  let isDone = false;
  return async (most) => {
    const found: Placed[] = [];
    while (!isDone && found.length < most) {
      const some: Listed[] = [];
      while (!isDone && some.length < most - found.length) {
        const { done, value } = await entries.next();
        if (done) isDone = true;
        else if (!seen.has(filingId(value.key))) {
          seen.add(filingId(value.key));
          if (!mayMatch(value, filter)) continue;
          if (!after || isBefore(after, { at: value.at, filing: filingId(value.key) })) some.push(value);
        }
      }
      const there = new Map((await summaries(some.map(({ key }) => key))).map((one) => [filingId(one), one]));
      for (const { key, at } of some) {
        const summary = there.get(filingId(key));
        if (summary?.at === at) found.push({ at, filing: filingId(key), summary });
      }
    }
    return found;
  };
}

/** True for a filing that matches, unless something happened to it since. */
function mayMatch({ at, platform, status, state }: Listed, filter: BooksFilter): boolean {
  const { platforms, statuses, states, since, until } = filter;
  return (
    isWanted(platforms, [platform]) &&
    isWanted(statuses, [status]) &&
    isWanted(states, [state]) &&
    (since === undefined || at >= since) &&
    (until === undefined || at <= until)
  );
}
