import type { BooksFilter } from './books.ts';
import type { ItemPage } from './books-table.ts';
import { journalEntriesOf, journalPartition } from './journal.ts';
import { journalEntries, journalHead } from './journal-entries.ts';
import { type ListParts, periodOf } from './list-parts.ts';
import type { LaneLists } from './listed-partitions.ts';
import { listedSource } from './listed-source.ts';
import { mayMatch } from './may-match.ts';
import { mergedEntries } from './merged-entries.ts';
import { inTurn, type Source } from './sources.ts';

/** The smallest share of the entries that is read by the journals where a standing is asked for. */
const SMALLEST_SHARE = 1 / 4;

/**
 * A list by the journals of its lanes, from the time on that they have whole; before, by standing.
 * @returns undefined where it is read better by standing alone: hardly any filing of late has a standing that is asked
 *   for, or the journals do not reach into its period
 */
export async function laneSource(
  lists: readonly LaneLists[],
  byStanding: (filter: BooksFilter) => readonly Source[],
  { filter, after, table, present }: ListParts,
): Promise<Source | undefined> {
  const whole = lists.map(({ journalSince }) => journalSince).toSorted();
  const begins = whole.at(-1);
  const asked = periodOf({ filter, after });
  if (begins === undefined || whole.includes(undefined) || (asked.until ?? begins) < begins) return undefined;
  const since = asked.since === undefined || asked.since < begins ? begins : asked.since;
  const period = { ...asked, since };
  const partitions = lists.map(({ authority }) => journalPartition(authority));
  const heads = await Promise.all(partitions.map((partition) => journalHead(partition, period, table)));
  if (isRare(heads, filter)) return undefined;

  const entries = partitions.map((partition, n) => journalEntries(partition, period, table, heads[n]));
  const parts = { filter: { ...filter, since }, after, present };
  const source = listedSource(mergedEntries(entries), parts, asked.until === undefined);
  if (since !== begins || begins === '') return source;
  const until = new Date(Date.parse(begins) - 1).toISOString();
  return inTurn(source, () => byStanding({ ...filter, until }));
}

/** True if few of the filings that these pages tell of have a standing that is asked for. */
function isRare(heads: readonly ItemPage[], { authorities, statuses = [], states = [] }: BooksFilter): boolean {
  if (statuses.length + states.length === 0) return false;
  const entries = heads.flatMap(({ items }) => items.flatMap(journalEntriesOf));
  const having = entries.filter((one) => mayMatch(one, { authorities, statuses, states }));
  return having.length < entries.length * SMALLEST_SHARE;
}
