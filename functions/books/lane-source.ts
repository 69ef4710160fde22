import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { BooksFilter } from './books.ts';
import { isWanted } from './is-wanted.ts';
import { journalPartition } from './journal.ts';
import { journalEntries } from './journal-entries.ts';
import { type JournalPage, journalHead } from './journal-reader.ts';
import { isToldToItsEnd, type ListParts, listedPeriod } from './list-parts.ts';
import { listedSource } from './listed-source.ts';
import type { Source } from './sources.ts';

/** The smallest share of the entries that is read by the journals where a standing is asked for. */
const SMALLEST_SHARE = 1 / 4;

/**
 * A list by the journals of these lanes, whatever the standing.
 * @returns undefined where it is read better by standing: hardly any filing that these begin with has a standing that is
 *   asked for, or each has an item of its own that is held against its summary, which is an item more
 */
export async function laneSource(authorities: readonly AuthorityName[], parts: ListParts): Promise<Source | undefined> {
  const { filter, wanted, table } = parts;
  const period = listedPeriod(parts);
  const reads = authorities.map((authority) => ({ partition: journalPartition(authority), period, table }));
  const heads = await Promise.all(reads.map(journalHead));
  const isComplete = isToldToItsEnd(period);
  if (isRare(heads, filter) || (!isComplete && isSparse(heads))) return undefined;
  return listedSource(journalEntries(reads, wanted, heads), parts, isComplete);
}

/** True if few of the filings that these pages tell of have a standing that is asked for. */
function isRare(heads: readonly JournalPage[], { statuses = [], states = [] }: BooksFilter): boolean {
  if (statuses.length + states.length === 0) return false;
  const all = heads.flatMap(({ items }) => items.flat()).flatMap(({ summary }) => summary ?? []);
  const having = all.filter(({ status, state }) => isWanted(statuses, [status]) && isWanted(states, [state]));
  return having.length < all.length * SMALLEST_SHARE;
}

/** True if most items have an entry alone. */
function isSparse(heads: readonly JournalPage[]): boolean {
  const items = heads.flatMap((head) => head.items);
  return items.flat().length < 2 * items.length;
}
