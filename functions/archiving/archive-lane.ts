import type { AuthorityName } from '../../schemas/catalogue.ts';
import { beginOf, hourOf, type LaneHour } from '../archive/object-name.ts';
import { journalPartition } from '../books/journal.ts';
import { entriesBetween } from '../books/journal-between.ts';
import { distinctFilings } from '../ledger/distinct-filings.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import { adoptObjects } from './adopt-objects.ts';
import { archiveFilings } from './archive-filings.ts';
import { type ArchiverPorts, DAY_MS } from './ports.ts';

const HOUR_MS = 3_600_000;

/** The state of a lane's archive after a run. */
export interface ArchivedLane {
  /** The oldest hour that is not archived; none where nothing is left. */
  oldest?: string;
  /** The number of filings that this run archived. */
  count: number;
}

/**
 * Archives the hours of a lane that are due, the oldest first, by the journal that the books keep of it. An hour without
 * filings costs nothing.
 * @param mayGoOn asked before each hour
 */
export async function archiveLane(
  authority: AuthorityName,
  ports: ArchiverPorts,
  mayGoOn: () => boolean,
): Promise<ArchivedLane> {
  const { cursors, afterDays, now } = ports;
  const cursor = `archive/${authority}`;
  let count = 0;
  let from = await cursors.get(cursor);
  for (;;) {
    const next = await nextHour(authority, from, ports);
    if (next === undefined) return { count };
    const end = new Date(beginOf(next).getTime() + HOUR_MS);
    if (now().getTime() < end.getTime() + afterDays * DAY_MS || !mayGoOn()) return { oldest: next, count };
    count += await archiveHour({ authority, hour: next }, ports);
    from = hourOf(end.toISOString());
    await cursors.set(cursor, from);
  }
}

/** The first hour from this one on in which something happened. */
async function nextHour(authority: AuthorityName, from: string | undefined, { books }: ArchiverPorts) {
  const { items } = await books.page({ partition: journalPartition(authority), ...(from && { first: from }) }, 1);
  const [first] = items;
  return first && hourOf(String(first['entry']));
}

async function archiveHour(hour: LaneHour, ports: ArchiverPorts): Promise<number> {
  const begin = beginOf(hour.hour);
  const last = new Date(begin.getTime() + HOUR_MS - 1);
  const keys: FilingKey[] = [];
  const span = { since: begin.toISOString(), until: last.toISOString() };
  for await (const { key } of entriesBetween(hour.authority, span, ports.books)) keys.push(key);
  await adoptObjects(hour, ports);
  return archiveFilings(hour, distinctFilings(keys).toSorted(byId), ports);
}

const byId = (one: FilingKey, other: FilingKey) => (filingId(one) < filingId(other) ? -1 : 1);
