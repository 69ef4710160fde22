import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import type { BooksFilter } from './books.ts';
import type { BooksTable } from './books-table.ts';
import type { ListPlace } from './cursor.ts';
import { isWanted } from './is-wanted.ts';
import { itemsIn } from './items-in.ts';
import { isBefore, type Placed, type Source } from './sources.ts';
import { listedStandingOf } from './standing-keys.ts';
import { keptSummaryOf } from './summary-item.ts';

const index = 'byStanding';

/**
 * The partitions of the index in which filings that match may lie.
 * @param partitions those in which the lanes may have filings
 */
export function partitionsFor({ statuses, states, overdue }: BooksFilter, partitions: readonly string[]): string[] {
  return partitions.filter((partition) => {
    const standing = listedStandingOf(partition);
    // One that waits beside its latest fact may have any standing.
    if (!standing) return true;
    const { status, state, isOverdue } = standing;
    return isWanted(statuses, [status]) && isWanted(states, [state]) && (!overdue || isOverdue);
  });
}

/** The sources of these partitions: the filings of a standing each, or those that wait beside their latest fact. */
export function standingSources(
  partitions: readonly string[],
  period: Pick<BooksFilter, 'since' | 'until'>,
  after: ListPlace | undefined,
  table: Pick<BooksTable, 'page'>,
): Source[] {
  return partitions.map((partition) =>
    listedStandingOf(partition) ? standingSource(partition, period, after, table) : openSource(partition, after, table),
  );
}

/** The filings of a standing, newest fact first, after a place and within a period. */
function standingSource(
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

/** The filings that wait for an answer to a message that is not their latest fact: few, read at once. */
function openSource(partition: string, after: ListPlace | undefined, table: Pick<BooksTable, 'page'>): Source {
  let all: Placed[] | undefined;
  return async (most) => {
    all ??= (await wholePartition(partition, table)).filter((one) => !after || isBefore(after, one));
    return all.splice(0, most);
  };
}

async function wholePartition(partition: string, table: Pick<BooksTable, 'page'>): Promise<Placed[]> {
  const found: Placed[] = [];
  for await (const item of itemsIn({ index, partition }, table)) found.push(placedOf(item));
  return found.sort((a, b) => (isBefore(a, b) ? -1 : 1));
}

function placedOf(item: Item): Placed {
  const { summary } = keptSummaryOf(item);
  return { at: summary.at, filing: String(item[ledgerTable.partitionKey]), summary };
}
