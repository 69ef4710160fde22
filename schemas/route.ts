import type { FilingKind } from './filing.ts';

/** A way in which a message arrives, with the key that finds its filing. */
export type Route =
  /**
   * A callback, on a path below the operator's callback URL, with the JSON Pointers of its own id and of the operator's
   * reference. That may be absent where the path has the authority's. Messages that share a path have one kind, and
   * their id at one place.
   */
  | { by: 'callback'; kind: FilingKind; path: string; messageId: string; reference: string }
  /** The response to a call of the message `to`; it belongs to that message's filing. */
  | { by: 'answer'; to: string }
  /** An item of a feed; the item says under which reference it is filed. */
  | { by: 'feed'; kind: FilingKind; feed: string };

export type CalledRoute = Extract<Route, { by: 'callback' }>;
