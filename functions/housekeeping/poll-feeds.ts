import type { FeedCursor } from '../ledger/feed-cursors.ts';
import { LEASE_MS } from '../ledger/release-soon.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';

/** The interval between two looks. */
const LOOK_MS = 60_000;
/** The number of intervals, beside the lease of a lost poll, after which an unread feed is late. */
const LATE_INTERVALS = 3;
/** The number of times that a feed fails while messages pass after which it is reported at once. */
const MOST_ALONE = 3;

/**
 * Polls the feeds that are due and have no poll in flight, and reports those that were not read for long or fail again
 * and again. What fails while nothing passes is the lane's trouble, and is reported as that.
 */
export async function pollFeeds(
  { authority, feeds = {} }: KeptLane,
  { feedCursors, poll, telemetry, now }: Pick<HousekeepingPorts, 'feedCursors' | 'poll' | 'telemetry' | 'now'>,
): Promise<void> {
  const clock = now().getTime();
  const inAMoment = (ms: number) => new Date(clock + ms).toISOString();
  for (const [feed, seconds] of Object.entries(feeds)) {
    const everyMs = seconds * 1000;
    const cursor = await feedCursors.get(authority, feed);
    const unreadMs = clock - Date.parse(cursor.readAt ?? cursor.since ?? now().toISOString());
    if (unreadMs > LATE_INTERVALS * everyMs + LEASE_MS || (cursor.alone ?? 0) >= MOST_ALONE)
      telemetry.problem('feed.unread', { authority, feed, unreadMinutes: Math.floor(unreadMs / 60_000) });
    // The note comes first: else a sender could end the poll before it is noted, and no other would follow.
    if (
      isDue(cursor, everyMs, clock) &&
      (await feedCursors.poll(authority, feed, cursor, inAMoment(0), inAMoment(LEASE_MS)))
    )
      await poll(authority, feed);
  }
}

/** True if a feed is to be polled at this look, false if at a later one. */
function isDue({ polledAt, notBefore }: FeedCursor, everyMs: number, clock: number): boolean {
  if (notBefore !== undefined) return Date.parse(notBefore) <= clock;
  return polledAt === undefined || clock - Date.parse(polledAt) >= everyMs - Math.min(everyMs, LOOK_MS) / 2;
}
