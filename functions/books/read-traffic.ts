import type { AuthorityName } from '../../schemas/catalogue.ts';
import { daysBetween } from '../ledger/days-between.ts';
import type { MinuteOfTraffic } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { itemsIn } from './items-in.ts';
import { tallyOf } from './tally-item.ts';
import { minutesOf, trafficPartition } from './traffic.ts';

/** The minutes of a lane between two instants, both included. */
export async function readTraffic(
  authority: AuthorityName,
  since: string,
  until: string,
  table: Pick<BooksTable, 'page'>,
): Promise<MinuteOfTraffic[]> {
  const minutes: MinuteOfTraffic[] = [];
  for (const day of daysBetween(new Date(since), new Date(until))) {
    for await (const item of itemsIn({ partition: trafficPartition(authority, day) }, table))
      minutes.push(...minutesOf(tallyOf(item)));
  }
  const first = `${since.slice(0, 16)}:00.000Z`;
  return minutes.filter(({ at }) => at >= first && at <= until);
}
