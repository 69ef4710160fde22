import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { laneKey } from '../table/plain-table.ts';
import { itemTable } from './item-table.ts';
import type { SentRecord } from './records.ts';

/** The position in a feed, and the times of its polls, ISO 8601. */
export interface FeedCursor extends Pick<SentRecord, 'failures' | 'alone'> {
  /** The authority's own mark of the position; none before the first page. */
  marker?: string;
  /** The number of items before the marker. */
  count?: number;
  /** The times of its first and of its latest poll. */
  since?: string;
  polledAt?: string;
  /** The time at which it was last read to its end. */
  readAt?: string;
  /** The time of the next poll while it is not read to its end: the poll failed, or counts as lost by then. */
  notBefore?: string;
}

/** The end of a poll: the feed is read to its end, or is to be tried again. */
export type PollEnd = { readAt: string } | ({ notBefore: string } & Required<Pick<FeedCursor, 'failures' | 'alone'>>);

/** The marker that a feed is moved on to, and the time at which its poll counts as lost from then on. */
type Moved = Required<Pick<FeedCursor, 'marker' | 'count' | 'notBefore'>>;

export interface FeedCursors {
  get(authority: AuthorityName, feed: string): Promise<FeedCursor>;
  /** Notes that a feed is polled; false where somebody else did since `cursor` was read. */
  poll(authority: AuthorityName, feed: string, cursor: FeedCursor, at: string, notBefore: string): Promise<boolean>;
  /** Moves the marker on from the one that was read; false where somebody else moved it meanwhile. */
  move(authority: AuthorityName, feed: string, from: string | undefined, to: Moved): Promise<boolean>;
  end(authority: AuthorityName, feed: string, end: PollEnd): Promise<void>;
}

const { partitionKey, sortKey } = ledgerTable;

/** A feed's cursor in one item of its lane, written on condition only. */
export function dynamoDbFeedCursors(client: DynamoDBClient, tableName: string): FeedCursors {
  // It stays as long as the table does.
  const { get, change } = itemTable({ client, tableName, retentionDays: 0 });
  const keyOf = (authority: AuthorityName, feed: string) => laneKey(authority, `feed/${feed}`);
  /** The condition that an attribute is as it was read. */
  const unchanged = (name: 'marker' | 'polledAt', value: string | undefined) =>
    value === undefined
      ? { condition: `attribute_not_exists(${name})` }
      : { condition: `${name} = :read`, values: { ':read': value } };

  return {
    async get(authority, feed) {
      const { [partitionKey]: _, [sortKey]: __, ...cursor } = (await get(keyOf(authority, feed))) ?? {};
      return cursor;
    },
    async poll(authority, feed, { since, polledAt }, at, notBefore) {
      const set = { polledAt: at, notBefore, since: since ?? at };
      return (await change(keyOf(authority, feed), { set, ...unchanged('polledAt', polledAt) })) === 'written';
    },
    async move(authority, feed, from, to) {
      return (await change(keyOf(authority, feed), { set: { ...to }, ...unchanged('marker', from) })) === 'written';
    },
    async end(authority, feed, end) {
      const remove = 'readAt' in end ? 'REMOVE notBefore, failures, alone' : '';
      await change(keyOf(authority, feed), { set: end, remove, condition: `attribute_exists(${partitionKey})` });
    },
  };
}
