import type { CapacityUnits, StandIn } from './calls.ts';

/** An item's attributes as DynamoDB's JSON has them. */
export type Attributes = Record<string, unknown>;

/** A table whose writes are told. */
export interface WatchedTable {
  table: string;
  /** The names of its key's attributes. */
  keys: readonly string[];
}

/** An item that was written. */
export interface StoredItem {
  table: string;
  /** The item's key. */
  keys: Attributes;
  event: 'INSERT' | 'MODIFY';
}

/** The change of an item as a stream of keys tells it, without what every record of a stream has in common. */
export interface ItemChange {
  eventID: string;
  eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  dynamodb: {
    ApproximateCreationDateTime: number;
    Keys: Attributes;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: string;
  };
  /** DynamoDB itself, where it deleted the item at its expiry. */
  userIdentity?: { type: string; principalId: string };
}

/** Hears of a change. */
export type ToldOfChange = (change: ItemChange) => void;

/** A DynamoDB on this machine. */
export interface DatabaseStandIn extends StandIn {
  /**
   * Reports each change of a table's items from now on, once it is stored. DynamoDB Local has a stream of its own, which
   * is read here; the table has to have it. dynalite has none: there each `PutItem` is taken for an insert, as the
   * ledger inserts by nothing else, each `UpdateItem` for a change, and what nobody took is forgotten at the end.
   */
  watch(watched: WatchedTable, told: ToldOfChange): void;
  /** True while changes are stored that were not reported yet; only of a DynamoDB whose streams are read. */
  isBehind?(): boolean;
  /** The capacity units so far; only of a DynamoDB that counts them. */
  units?(): Promise<CapacityUnits>;
}
