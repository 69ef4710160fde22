import type { BooksFilter } from './books.ts';
import { isWanted } from './is-wanted.ts';
import type { Listed } from './listed.ts';
import { matches } from './matches.ts';

/** True for a filing that matches; where the list has no summary of it, unless something happened to it since. */
export function mayMatch({ at, platform, status, state, written }: Listed, filter: BooksFilter): boolean {
  if (written?.summary) return matches(written.summary, filter);
  const { platforms, statuses, states, since, until } = filter;
  return (
    isWanted(platforms, [platform]) &&
    isWanted(statuses, [status]) &&
    isWanted(states, [state]) &&
    (since === undefined || at >= since) &&
    (until === undefined || at <= until)
  );
}
