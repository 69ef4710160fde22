import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingState, FilingStatus } from '../../schemas/filing.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import type { ListPlace } from './cursor.ts';
import { isBefore, type Placed, type Source } from './sources.ts';
import { keptSummaryOf, openKey, standingKey } from './summary-item.ts';

/** The items read at once of a partition that is read whole. */
const AT_ONCE = 500;
const index = 'byStanding';

/** A standing in which filings may be: an overdue one lies apart. */
export interface KnownStanding {
  status: FilingStatus;
  state: FilingState | null;
}

/**
 * The partitions of the index in which filings that match may lie.
 * @param standings the standings of a lane that there are
 */
export function partitionsFor(
  authority: AuthorityName,
  { statuses, states, overdue }: BooksFilter,
  standings: readonly KnownStanding[],
): string[] {
  const wanted = standings.filter(
    ({ status, state }) =>
      (!statuses?.length || statuses.includes(status)) &&
      (!states?.length || (state !== null && states.includes(state))),
  );
  return wanted.flatMap(({ status, state }) => [
    ...(overdue ? [] : [standingKey(authority, status, state)]),
    ...(status === 'sent' ? [standingKey(authority, status, state, true)] : []),
  ]);
}

/** The filings of a standing, newest fact first, after a place and within a period. */
export function standingSource(
  partition: string,
  { since, until }: Pick<BooksFilter, 'since' | 'until'>,
  after: ListPlace | undefined,
  table: Pick<BooksTable, 'page'>,
): Source {
  let from: Item | undefined;
  let isDone = false;
  const last = after && (until === undefined || after.at < until) ? after.at : until;
  const range = {
    ...({ index, partition, newestFirst: true } as const),
    ...(since !== undefined && { first: since }),
    ...(last !== undefined && { last }),
  };
  return async (most) => {
    const found: Placed[] = [];
    while (!isDone && found.length < most) {
      const { items, next } = await table.page(range, most - found.length, from);
      found.push(...items.map(placedOf).filter((one) => !after || isBefore(after, one)));
      from = next;
      isDone = next === undefined;
    }
    return found;
  };
}

/** The filings of a lane that wait for an answer to a message that is not their latest fact: few, read at once. */
export function openSource(
  authority: AuthorityName,
  after: ListPlace | undefined,
  table: Pick<BooksTable, 'page'>,
): Source {
  let all: Placed[] | undefined;
  return async (most) => {
    all ??= (await wholePartition(openKey(authority), table)).filter((one) => !after || isBefore(after, one));
    return all.splice(0, most);
  };
}

async function wholePartition(partition: string, table: Pick<BooksTable, 'page'>): Promise<Placed[]> {
  const found: Placed[] = [];
  let from: Item | undefined;
  do {
    const { items, next } = await table.page({ index, partition }, AT_ONCE, from);
    found.push(...items.map(placedOf));
    from = next;
  } while (from);
  return found.sort((a, b) => (isBefore(a, b) ? -1 : 1));
}

function placedOf(item: Item): Placed {
  const { summary } = keptSummaryOf(item);
  return { at: summary.at, filing: String(item[ledgerTable.partitionKey]), summary };
}
