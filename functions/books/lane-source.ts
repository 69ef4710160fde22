import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { BooksFilter } from './books.ts';
import type { ItemPage } from './books-table.ts';
import { isWanted } from './is-wanted.ts';
import { journalEntriesOf, journalPartition } from './journal.ts';
import { journalEntries, journalHead } from './journal-entries.ts';
import { type ListParts, listedPeriod } from './list-parts.ts';
import { listedSource } from './listed-source.ts';
import { mergedEntries } from './merged-entries.ts';
import type { Source } from './sources.ts';

/** The smallest share of the entries that is read by the journals where a standing is asked for. */
const SMALLEST_SHARE = 1 / 4;

/**
 * A list by the journals of these lanes, whatever the standing.
 * @returns undefined where hardly any filing that these begin with has a standing that is asked for
 */
export async function laneSource(authorities: readonly AuthorityName[], parts: ListParts): Promise<Source | undefined> {
  const { filter, wanted, table } = parts;
  const period = listedPeriod(parts);
  const reads = authorities.map((authority) => ({ partition: journalPartition(authority), period, wanted, table }));
  const heads = await Promise.all(reads.map(journalHead));
  if (isRare(heads, filter)) return undefined;
  const entries = reads.map((read, n) => journalEntries(read, heads[n]));
  return listedSource(mergedEntries(entries), parts, period.until === undefined);
}

/** True if few of the filings that these pages tell of have a standing that is asked for. */
function isRare(heads: readonly ItemPage[], { statuses = [], states = [] }: BooksFilter): boolean {
  if (statuses.length + states.length === 0) return false;
  const all = heads.flatMap(({ items }) => items.flatMap(journalEntriesOf)).flatMap(({ summary }) => summary ?? []);
  const having = all.filter(({ status, state }) => isWanted(statuses, [status]) && isWanted(states, [state]));
  return having.length < all.length * SMALLEST_SHARE;
}
