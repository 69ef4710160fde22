/** The calls of each operation of a service, as AWS would bill them. */
export interface CallCounts {
  /** The counts so far, by operation. */
  counts(): Record<string, number>;
  total(): number;
  reset(): void;
}

/** Counts in this thread. */
export class CallCounter implements CallCounts {
  readonly #counts = new Map<string, number>();

  add(operation: string, times = 1): void {
    this.#counts.set(operation, (this.#counts.get(operation) ?? 0) + times);
  }

  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  total(): number {
    let sum = 0;
    for (const count of this.#counts.values()) sum += count;
    return sum;
  }

  reset(): void {
    this.#counts.clear();
  }
}

/** Reads the counts that a worker thread keeps in shared memory, one place for each known operation. */
export class SharedCalls implements CallCounts {
  readonly memory: SharedArrayBuffer;
  readonly #places: Int32Array;
  readonly #operations: readonly string[];

  constructor(operations: readonly string[]) {
    this.#operations = operations;
    this.memory = new SharedArrayBuffer(operations.length * Int32Array.BYTES_PER_ELEMENT);
    this.#places = new Int32Array(this.memory);
  }

  counts(): Record<string, number> {
    const counted = this.#operations.map((operation, place) => [operation, Atomics.load(this.#places, place)] as const);
    return Object.fromEntries(counted.filter(([, count]) => count > 0));
  }

  total(): number {
    return this.#operations.reduce((sum, _, place) => sum + Atomics.load(this.#places, place), 0);
  }

  reset(): void {
    this.#operations.forEach((_, place) => void Atomics.store(this.#places, place, 0));
  }
}

/** The capacity of writes to a table: units of a kilobyte for its item, and for each index item that changes. */
export interface WriteUnits {
  table: number;
  indexes: number;
}

/**
 * Write units by what the items are: the beginning of their sort key, up to a slash, or the table's name where
 * it has none.
 */
export type WriteUnitsByKind = Record<string, WriteUnits>;

/** The capacity of a database's reads and writes. */
export interface CapacityUnits {
  /** Units of 4 kB: one of a consistent read, half a one of another. */
  read: number;
  written: WriteUnitsByKind;
  /** The same by table, with its indexes. */
  tables: Record<string, TableUnits>;
}

export interface TableUnits {
  read: number;
  written: number;
}

/** A service of AWS on this machine. */
export interface StandIn {
  /** The endpoint, for `AWS_ENDPOINT_URL_…`. */
  readonly endpoint: string;
  readonly calls: CallCounts;
  close(): Promise<void>;
}
