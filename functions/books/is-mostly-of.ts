import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { countsPartition, NO_PLATFORM } from './contribution.ts';
import { isWanted } from './is-wanted.ts';
import { readTally } from './read-counts.ts';
import { tallyOf } from './tally-item.ts';

/** The latest items of the counts by which a way is chosen. */
const LATEST = 20;

/** True if at least half of the filings that match otherwise are of these platforms, or there are hardly any. */
export async function isMostlyOf(
  platforms: readonly string[],
  { authorities, statuses, states }: BooksFilter,
  table: Pick<BooksTable, 'page'>,
): Promise<boolean> {
  const countsOf = async (authority: AuthorityName) => {
    const { items } = await table.page({ partition: countsPartition(authority), newestFirst: true }, LATEST);
    return items.flatMap((item) => readTally(authority, tallyOf(item)).standings);
  };
  const counts = (await Promise.all(authorities.map(countsOf)))
    .flat()
    .filter(({ status, state }) => isWanted(statuses, [status]) && isWanted(states, [state]));
  const sum = (some: typeof counts) => some.reduce((total, { count }) => total + count, 0);
  const theirs = counts.filter(({ platform }) => platforms.includes(platform ?? NO_PLATFORM));
  return sum(counts) <= 2 * sum(theirs);
}
