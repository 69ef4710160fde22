import type { CapacityUnits, StandIn } from './calls.ts';

/** An item's attributes as DynamoDB's JSON has them. */
export type Attributes = Record<string, unknown>;

/** A table whose writes are told. */
export interface WatchedTable {
  table: string;
  /** The names of its key's attributes. */
  keys: readonly string[];
}

/** An item that was put. */
export interface StoredItem {
  table: string;
  /** The item's key. */
  keys: Attributes;
}

/** A DynamoDB on this machine. */
export interface DatabaseStandIn extends StandIn {
  /**
   * Reports each item that is put into a table from now on, once it is stored: this stands for a stream
   * here, since dynalite has none. It knows `PutItem` alone, as the ledger inserts by nothing else, takes
   * each for an insert, and forgets at the end what nobody took.
   */
  watch(watched: WatchedTable, told: (keys: Attributes) => void): void;
  /** The capacity units so far; only of a DynamoDB that counts them. */
  units?(): Promise<CapacityUnits>;
}

/** The watchers of puts, by table. */
export class Watchers {
  readonly #watchers = new Map<string, ((keys: Attributes) => void)[]>();

  add({ table }: WatchedTable, told: (keys: Attributes) => void): void {
    this.#watchers.set(table, [...(this.#watchers.get(table) ?? []), told]);
  }

  tell({ table, keys }: StoredItem): void {
    for (const told of this.#watchers.get(table) ?? []) told(keys);
  }
}
