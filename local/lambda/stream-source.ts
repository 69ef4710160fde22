import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ItemChange } from '../stand-ins/database.ts';
import type { EventFilter } from './event-filter.ts';
import { failuresOf } from './sqs-event.ts';

/** The pause before a failed batch is tried again; Lambda waits longer each time. */
const AGAIN_MS = 1000;

/** An event source mapping of a table's stream, as the template defines it. */
export interface StreamSourceDefinition {
  logicalId: string;
  functionName: string;
  streamArn: string;
  batchSize: number;
  windowSeconds: number;
  reportsFailures: boolean;
  /** True where half of a batch is tried after a function failed with the whole of it. */
  bisects: boolean;
  /** The filters of records, of which one must pass; every record passes where there are none. */
  filters: readonly EventFilter[];
  region: string;
}

/**
 * Feeds a function from a table's stream as Lambda does it from a single shard, one batch after another. Where
 * one fails, it goes on from the first record that failed, in order and for as long as the machine runs.
 */
export class StreamSource {
  readonly definition: StreamSourceDefinition;
  readonly #invoke: (event: unknown) => Promise<unknown>;
  readonly #log: (line: string) => void;
  readonly #stopping = new AbortController();
  /** The records that no function has taken yet, oldest first. */
  readonly #untold: ItemChange[] = [];
  readonly #taken = new EventEmitter();
  #running: Promise<void> = Promise.resolve();

  constructor(
    definition: StreamSourceDefinition,
    invoke: (event: unknown) => Promise<unknown>,
    log: (line: string) => void,
  ) {
    this.definition = definition;
    this.#invoke = invoke;
    this.#log = log;
  }

  /** The number of records that wait or are in flight. */
  get untold(): number {
    return this.#untold.length;
  }

  /** Takes up the change of an item. */
  take(change: ItemChange): void {
    const { streamArn: eventSourceARN, region: awsRegion } = this.definition;
    const record = { ...change, eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion, eventSourceARN };
    const { filters } = this.definition;
    if (filters.length > 0 && !filters.some((passes) => passes(record))) return;
    this.#untold.push(record);
    this.#taken.emit('record');
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends the waiting at once, and waits for the batch in flight. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { batchSize, windowSeconds, logicalId, bisects } = this.definition;
    let most = batchSize;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      await this.#until(1, Number.POSITIVE_INFINITY);
      await this.#until(batchSize, Date.now() + windowSeconds * 1000);
      const batch = this.#untold.slice(0, most);
      if (batch.length === 0 || signal.aborted) continue;
      const ended = await this.#process(batch);
      most = ended === 'failed' && bisects ? Math.ceil(batch.length / 2) : batchSize;
      const done = ended === 'failed' ? 0 : ended;
      this.#untold.splice(0, done);
      if (done === batch.length) continue;
      this.#log(`${logicalId} goes on from record ${done + 1} of ${batch.length}, which failed.`);
      await this.#pause(AGAIN_MS);
    }
  }

  /** Waits until there are so many records, or an instant is over, or the source stops. */
  async #until(count: number, closes: number): Promise<void> {
    const { signal } = this.#stopping;
    while (this.#untold.length < count && Date.now() < closes && !signal.aborted) await this.#next(closes - Date.now());
  }

  /** Waits for another record, with a limit. The timer is our own: one that a signal alone holds may be lost. */
  #next(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#taken.off('record', done);
        signal.removeEventListener('abort', done);
        resolve();
      };
      const timer = Number.isFinite(ms) ? setTimeout(done, ms) : undefined;
      this.#taken.on('record', done);
      signal.addEventListener('abort', done);
    });
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {});
  }

  /** The number of records of a batch that succeeded before the first failure; `failed` where the function itself did. */
  async #process(batch: readonly ItemChange[]): Promise<number | 'failed'> {
    let answer: unknown;
    try {
      answer = await this.#invoke({ Records: batch });
    } catch {
      // The function's own log says why.
      return 'failed';
    }
    if (!this.definition.reportsFailures) return batch.length;
    const numbers = batch.map(({ dynamodb }) => dynamodb.SequenceNumber);
    const failed = failuresOf(answer, new Set(numbers));
    if (failed === 'all') return 0;
    const first = numbers.findIndex((number) => failed.has(number));
    return first < 0 ? batch.length : first;
  }
}
