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
  event: WriteEvent;
}

/** The change that a write made of its item, by a stream's names. */
export type WriteEvent = 'INSERT' | 'MODIFY';
/** Hears of a write, with the keys of its item. */
export type ToldOfWrite = (keys: Attributes, event: WriteEvent) => void;

/** A DynamoDB on this machine. */
export interface DatabaseStandIn extends StandIn {
  /**
   * Reports each item that is written into a table from now on, once it is stored: this stands for a stream here, since
   * dynalite has none. It takes each `PutItem` for an insert, as the ledger inserts by nothing else, and each
   * `UpdateItem` for a change, and forgets at the end what nobody took.
   */
  watch(watched: WatchedTable, told: ToldOfWrite): void;
  /** The capacity units so far; only of a DynamoDB that counts them. */
  units?(): Promise<CapacityUnits>;
}

/** The watchers of writes, by table. */
export class Watchers {
  readonly #watchers = new Map<string, ToldOfWrite[]>();

  add({ table }: WatchedTable, told: ToldOfWrite): void {
    this.#watchers.set(table, [...(this.#watchers.get(table) ?? []), told]);
  }

  tell({ table, keys, event }: StoredItem): void {
    for (const told of this.#watchers.get(table) ?? []) told(keys, event);
  }
}
