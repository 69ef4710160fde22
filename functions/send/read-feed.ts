import pMap from 'p-map';
import { contractOf } from '../../schemas/catalogue.ts';
import { troubleOf } from '../../schemas/trouble.ts';
import type { FeedItem } from '../authorities/authority.ts';
import { feedPath } from '../ledger/fate.ts';
import { LEASE_MS } from '../ledger/release-soon.ts';
import { againMs, failedAgain, type Tries, triesOf } from './back-off.ts';
import type { Delivery } from './claim.ts';
import { failedCall } from './failed-call.ts';
import { keepMessage } from './keep-message.ts';
import { MessagePace } from './message-pace.ts';
import type { SendPorts } from './ports.ts';

/** The most items that are stored at the same time, each of another filing. */
const AT_ONCE = 16;

/**
 * Reads one page of a feed, at a turn of the lane as any call, and stores what is in it; then moves the marker, and
 * has the next page read where there is one. A crash in between stores nothing twice, since items have ids, and each
 * has its place whichever reader stores it; of two readers of a page one moves the marker, and that one goes on.
 */
export async function readFeed(feed: string, { sentAt }: Delivery, ports: SendPorts): Promise<void> {
  const { authority, feedCursors, parking, now, parties, pauseSeconds, poll, report, telemetry, turn } = ports;
  const { name, feeds } = authority;
  const read = feeds?.[feed];
  const cursor = await feedCursors.get(name, feed);
  // A poll that was late, or comes again, is over once another read the feed to its end.
  if (!read || (sentAt !== undefined && (cursor.readAt ?? '') > sentAt)) return;
  const before = triesOf(cursor);
  const tryAgain = (at: number, tries: Tries = before) =>
    feedCursors.end(name, feed, { notBefore: new Date(at).toISOString(), ...tries });

  if (parking) return tryAgain(parking.until);
  await authority.warmUp?.();
  const pace = new MessagePace(turn);
  const known = { parties: async () => (await parties.list(name)).map((party) => party.name) };
  const verdict = (await pace.next()) ? await read(cursor.marker, known, pace) : undefined;
  if (!verdict || verdict.kind === 'unsent') return tryAgain(pace.parking?.until ?? now().getTime());
  const isAnswer = verdict.kind === 'page' || verdict.kind === 'pending';
  const isElsewhere = contractOf(name).feeds?.[feed]?.elsewhere === true;
  const result = isAnswer ? ({ kind: 'answered' } as const) : failedCall(verdict, before);
  const transition = await report(isElsewhere ? { kind: 'untried' } : result);
  if (verdict.kind === 'pending') return tryAgain(now().getTime() + verdict.retryMs);
  if (verdict.kind !== 'page') {
    const tries = failedAgain(before, isElsewhere || transition === 'opened');
    const { httpStatus, retryMs } = verdict;
    const { failures } = tries;
    telemetry.problem('feed.failed', { authority: name, feed, httpStatus, failures, ...troubleOf(verdict) });
    return tryAgain(now().getTime() + againMs(tries, pauseSeconds * 1000, retryMs), tries);
  }

  const { items, marker, more } = verdict;
  const { count = 0 } = cursor;
  await keepItems(feed, items, count, ports);
  telemetry.event('feed.read', { authority: name, feed, count: items.length });
  const notBefore = new Date(now().getTime() + LEASE_MS).toISOString();
  const isNew = marker !== cursor.marker;
  if (isNew && !(await feedCursors.move(name, feed, cursor.marker, { marker, notBefore, count: count + items.length })))
    return;
  // Without a new marker the next page would be the same one, without end.
  if (more && isNew) await poll(name, feed);
  else await feedCursors.end(name, feed, { readAt: now().toISOString() });
}

/**
 * Stores the items of a page, those of one filing in the order of the feed.
 * @param before the number of items before this page
 */
async function keepItems(feed: string, items: readonly FeedItem[], before: number, ports: SendPorts): Promise<void> {
  const isInOrder = contractOf(ports.authority.name).feeds?.[feed]?.inOrder;
  const keep = ({ kind, reference, platform, place: given, ...message }: FeedItem, place: number) => {
    const origin = {
      path: feedPath(feed),
      httpStatus: null,
      ...(platform !== undefined && { platform }),
      ...(isInOrder && { place: given ?? place }),
    };
    return keepMessage({ authority: ports.authority.name, kind, reference }, message, origin, ports);
  };
  const filings = new Map<string, [item: FeedItem, place: number][]>();
  for (const [n, item] of items.entries()) {
    const name = `${item.kind}/${item.reference}`;
    const all = filings.get(name) ?? [];
    filings.set(name, all);
    all.push([item, before + n + 1]);
  }
  const keepAll = async (all: readonly [item: FeedItem, place: number][]) => {
    for (const [item, place] of all) await keep(item, place);
  };
  await pMap(filings.values(), keepAll, { concurrency: AT_ONCE });
}
