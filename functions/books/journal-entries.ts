import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { countsPartition, NO_PLATFORM } from './contribution.ts';
import { type JournalEntry, journalEntriesOf, journalPartition, journalPrefix, type WrittenEntry } from './journal.ts';
import { itemsIn } from './read-counts.ts';
import { type Tally, tallyOf } from './tally-item.ts';

/** The items that are read at once: each has many entries. */
const ITEMS_AT_ONCE = 2;
const DAYS_AT_ONCE = 10;

/**
 * The entries of a platform's journal, newest fact first. Of days without a filing of its that matches, by the counts,
 * the journal is not read.
 */
export async function* journalEntries(
  authority: AuthorityName,
  platform: string,
  filter: BooksFilter,
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<JournalEntry> {
  const { since, until } = filter;
  const dayOf = (instant: string) => dateInParis(new Date(instant));
  const days = itemsIn(
    {
      ...({ partition: countsPartition(authority), newestFirst: true } as const),
      ...(since !== undefined && { first: dayOf(since) }),
      ...(until !== undefined && { last: `${dayOf(until)}/~` }),
    },
    table,
    DAYS_AT_ONCE,
  );
  for await (const item of days) {
    const tally = tallyOf(item);
    const [day = '', ...name] = tally.entry.split('/');
    if (name.join('/') !== platform || !hasAny(tally, filter)) continue;
    const prefix = journalPrefix(platform === NO_PLATFORM ? null : platform);
    const range = {
      partition: journalPartition(authority, day),
      first: `${prefix}${since ?? ''}`,
      last: `${prefix}~`,
    };
    yield* newestFirst(range, table);
  }
}

/** True if a day has a filing of a standing that matches. */
function hasAny({ cells }: Tally, { statuses, states }: BooksFilter): boolean {
  return Object.keys(cells).some((cell) => {
    const [mark, status = '', state = ''] = cell.split('|');
    const isOneOf = (wanted: readonly string[] | undefined, one: string) => !wanted?.length || wanted.includes(one);
    return mark === 's' && isOneOf(statuses, status) && isOneOf(states, state);
  });
}

/** Each item lies by the latest fact in it: the entries before that of the next item are certain. */
async function* newestFirst(
  range: { partition: string; first: string; last: string },
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<JournalEntry> {
  let ahead: WrittenEntry[] = [];
  for await (const item of itemsIn({ ...range, newestFirst: true }, table, ITEMS_AT_ONCE)) {
    const entries = journalEntriesOf(item);
    const latest = entries[0]?.at ?? '';
    yield* ahead.filter(({ at }) => at > latest);
    ahead = [...ahead.filter(({ at }) => at <= latest), ...entries].sort(byFactAndRun);
  }
  yield* ahead;
}

/** A filing may stand otherwise though its latest fact is the same: what came was written by a clock that is behind. */
function byFactAndRun(one: WrittenEntry, other: WrittenEntry): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  if (one.run === other.run) return 0;
  return one.run < other.run ? 1 : -1;
}
