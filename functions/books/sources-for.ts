import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { countsPartition, NO_PLATFORM, standingsKey } from './contribution.ts';
import type { ListPlace } from './cursor.ts';
import { journalEntries } from './journal-entries.ts';
import { type Listed, listedSource, type SummariesOf } from './listed-source.ts';
import { markedEntries } from './marked-entries.ts';
import { markPartition } from './marks.ts';
import type { Source } from './sources.ts';
import { standingCells } from './standing-cells.ts';
import { type KnownStanding, openSource, partitionsFor, standingSource } from './standing-source.ts';
import { type Cells, tallyItemKey, tallyOf } from './tally-item.ts';

/** The latest days of the counts by which a way is chosen. */
const LATEST = 20;

/** What the sources of a list are made of. */
export interface ListParts {
  filter: BooksFilter;
  after: ListPlace | undefined;
  table: Pick<BooksTable, 'page' | 'getAll'>;
  summaries: SummariesOf;
}

/**
 * The sources of a list: by code, by the mark of orphans, by a platform's journal, or by standing, whichever reads
 * least beside what is shown.
 */
export async function sourcesFor(parts: ListParts): Promise<Source[]> {
  const { filter } = parts;
  return (await Promise.all(filter.authorities.map((authority) => sourcesOf(authority, parts)))).flat();
}

async function sourcesOf(authority: AuthorityName, parts: ListParts): Promise<Source[]> {
  const { filter, after, table, summaries } = parts;
  const listed = (entries: AsyncIterator<Listed>) => listedSource(entries, filter, after, summaries);
  const marked = (mark: { code: string } | 'orphan') =>
    listed(markedEntries(markPartition(authority, mark), filter, table));
  if (filter.codes?.length) return filter.codes.map((code) => marked({ code }));
  if (filter.orphans) return [marked('orphan')];
  if (filter.platforms?.length && !filter.overdue && !(await isMostlyTheirs(authority, filter, table)))
    return filter.platforms.map((platform) => listed(journalEntries(authority, platform, filter, table)));
  const standings = standingsIn((await table.getAll([tallyItemKey(standingsKey(authority))])).map(tallyOf));
  return [
    ...partitionsFor(authority, filter, standings).map((partition) => standingSource(partition, filter, after, table)),
    openSource(authority, after, table),
  ];
}

/** True if at least half of the filings that match otherwise are of these platforms, or there are hardly any. */
async function isMostlyTheirs(
  authority: AuthorityName,
  { platforms = [], statuses, states }: BooksFilter,
  table: Pick<BooksTable, 'page'>,
): Promise<boolean> {
  const { items } = await table.page({ partition: countsPartition(authority), newestFirst: true }, LATEST);
  let [all, theirs] = [0, 0];
  for (const { entry, cells } of items.map(tallyOf)) {
    const count = standingCells(cells)
      .filter(({ status }) => !statuses?.length || statuses.includes(status))
      .filter(({ state }) => !states?.length || (state !== null && states.includes(state)))
      .reduce((sum, one) => sum + one.count, 0);
    const platform = entry.slice(entry.indexOf('/') + 1);
    all += count;
    if (platforms.includes(platform) && platform !== NO_PLATFORM) theirs += count;
  }
  return all <= 2 * theirs;
}

function standingsIn(tallies: readonly { cells: Cells }[]): KnownStanding[] {
  return tallies.flatMap(({ cells }) => standingCells(cells));
}
