import type { FeedCursor, FeedCursors } from '../../functions/ledger/feed-cursors.ts';

/** The cursors of feeds in memory, written on the same conditions. */
export function memoryFeedCursors(): FeedCursors {
  const cursors = new Map<string, FeedCursor>();
  const of = (authority: string, feed: string) => cursors.get(`${authority}/${feed}`) ?? {};
  const set = (authority: string, feed: string, cursor: FeedCursor) => cursors.set(`${authority}/${feed}`, cursor);
  return {
    get: async (authority, feed) => of(authority, feed),
    async poll(authority, feed, { polledAt, since = '' }, at, notBefore) {
      const stands = of(authority, feed);
      if (stands.polledAt !== polledAt) return false;
      set(authority, feed, { ...stands, polledAt: at, notBefore, since: since || at });
      return true;
    },
    async move(authority, feed, from, to) {
      const stands = of(authority, feed);
      if (stands.marker !== from) return false;
      set(authority, feed, { ...stands, ...to });
      return true;
    },
    async end(authority, feed, end) {
      const { notBefore: _, failures: __, alone: ___, ...rest } = of(authority, feed);
      set(authority, feed, { ...rest, ...end });
    },
  };
}
