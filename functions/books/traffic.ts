import type { AuthorityName } from '../../schemas/catalogue.ts';
import { leftAt, sendsOf } from '../ledger/attempts.ts';
import { answeredSend } from '../ledger/following.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';
import type { MinuteOfTraffic } from './books.ts';
import type { Cells, Tally, TallyKey } from './tally-item.ts';

/** A message that left or came. */
export interface TrafficEvent {
  at: string;
  cells: Cells;
}

/** Upper bounds, in seconds, of the times that answers take. */
const BOUNDS = [1, 5, 15, 60, 300, 900, 3600, 86_400];
const SLOWER = 'slower';

/** The messages of a filing that left and came, oldest first: each list only grows. */
export function trafficOf(key: FilingKey, records: readonly LedgerRecord[]): [TrafficEvent[], TrafficEvent[]] {
  const left = sendsOf(records)
    .filter(({ settlement }) => settlement?.verdict !== 'parked')
    .map((sent) => event(leftAt(sent), ['sent']))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const answered = new Set<unknown>();
  const came = records.flatMap((record) => {
    if (record.type !== 'received') return [];
    const send = answeredSend(key, record, records);
    const isFirst = send !== undefined && !answered.has(send);
    answered.add(send);
    const took = isFirst ? [boundOf(Date.parse(record.at) - Date.parse(leftAt(send)))] : [];
    return [event(record.at, ['received', ...took])];
  });
  return [left, came];
}

function event(at: string, names: readonly string[]): TrafficEvent {
  const minute = at.slice(14, 16);
  return { at, cells: Object.fromEntries(names.map((name) => [`${minute}|${name}`, 1])) };
}

function boundOf(ms: number): string {
  return `within|${BOUNDS.find((seconds) => ms <= seconds * 1000) ?? SLOWER}`;
}

/** The item that counts a message: ten minutes of a lane. */
export function trafficKey(authority: AuthorityName, at: string): TallyKey {
  return { partition: trafficPartition(authority, at.slice(0, 10)), entry: `${at.slice(11, 15)}0` };
}

/** The traffic of a lane on a day, in UTC. */
export function trafficPartition(authority: AuthorityName, day: string): string {
  return `traffic/${authority}/${day}`;
}

/** The minutes of an item. */
export function minutesOf({ partition, entry, cells }: Tally): MinuteOfTraffic[] {
  const day = partition.slice(-10);
  const minutes = new Set(Object.keys(cells).map((name) => name.slice(0, 2)));
  return [...minutes].toSorted().map((minute) => {
    const count = (name: string) => cells[`${minute}|${name}`] ?? 0;
    let within = 0;
    return {
      at: `${day}T${entry.slice(0, 2)}:${minute}:00.000Z`,
      sent: count('sent'),
      received: count('received'),
      answeredWithin: BOUNDS.map((seconds) => {
        within += count(`within|${seconds}`);
        return { seconds, count: within };
      }),
    };
  });
}
