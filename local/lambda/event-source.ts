import type { QueueSource, ReceivedMessage } from '../stand-ins/queues.ts';
import { failuresOf, sqsRecord } from './sqs-event.ts';

/** Lambda's concurrency of a mapping that sets no maximum. */
export const DEFAULT_CONCURRENCY = 5;
const POLL_SECONDS = 20;
/** The payload limit of an invocation. */
const BATCH_BYTES = 6 * 1024 * 1024;
/** Room for what an event adds to each message beside its body. */
const RECORD_BYTES = 1024;
/** The pause after a failure of our own, so that a fault does not spin. */
const FAULT_MS = 1000;

/** An event source mapping of a queue, as the template defines it. */
export interface EventSourceDefinition {
  logicalId: string;
  batchSize: number;
  windowSeconds: number;
  concurrency: number;
  reportsFailures: boolean;
  region: string;
}

/**
 * Feeds a function from a queue as Lambda does it. One loop fills one batch at a time and hands it
 * on, as many at once as the mapping allows. What succeeded is deleted; what failed stays until
 * its visibility timeout, and comes back with a higher receive count.
 */
export class EventSource {
  readonly definition: EventSourceDefinition;
  readonly #queue: QueueSource;
  readonly #invoke: (event: unknown) => Promise<unknown>;
  readonly #log: (line: string) => void;
  readonly #stopping = new AbortController();
  readonly #active = new Set<Promise<void>>();
  /** The messages that did not fit into the last batch. */
  #left: ReceivedMessage[] = [];
  #running: Promise<void> = Promise.resolve();

  constructor(
    definition: EventSourceDefinition,
    queue: QueueSource,
    invoke: (event: unknown) => Promise<unknown>,
    log: (line: string) => void,
  ) {
    this.definition = definition;
    this.#queue = queue;
    this.#invoke = invoke;
    this.#log = log;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends the polling at once, and waits for the batches in flight. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await Promise.all(this.#active);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const batch = await this.#fill(signal);
        if (batch.length === 0) continue;
        const work = this.#process(batch).finally(() => this.#active.delete(work));
        this.#active.add(work);
        while (this.#active.size >= this.definition.concurrency) await Promise.race(this.#active);
      } catch (error) {
        this.#log(
          `${this.definition.logicalId} could not poll: ${error instanceof Error ? error.stack : String(error)}`,
        );
        await new Promise((resolve) => setTimeout(resolve, FAULT_MS));
      }
    }
  }

  /** Receives until the batch is full or its window is over; the window opens with the first message. */
  async #fill(signal: AbortSignal): Promise<ReceivedMessage[]> {
    const { batchSize, windowSeconds } = this.definition;
    const batch: ReceivedMessage[] = [];
    let bytes = 0;
    const take = (messages: readonly ReceivedMessage[]) => {
      for (const message of messages) {
        bytes += Buffer.byteLength(message.body) + RECORD_BYTES;
        if (batch.length === 0 || bytes <= BATCH_BYTES) batch.push(message);
        else this.#left.push(message);
      }
    };
    take(this.#left.splice(0));
    if (batch.length === 0) take(await this.#queue.receive(batchSize, POLL_SECONDS, signal));
    const closes = Date.now() + windowSeconds * 1000;
    while (batch.length > 0 && batch.length < batchSize && bytes < BATCH_BYTES && !signal.aborted) {
      const left = closes - Date.now();
      if (left <= 0) break;
      take(await this.#queue.receive(batchSize - batch.length, left / 1000, signal));
    }
    return batch;
  }

  async #process(batch: readonly ReceivedMessage[]): Promise<void> {
    const { region, reportsFailures } = this.definition;
    const event = { Records: batch.map((message) => sqsRecord(message, this.#queue.arn, region)) };
    let answer: unknown;
    try {
      answer = await this.#invoke(event);
    } catch {
      // The function's own log says why; the batch comes back after its visibility timeout.
      return;
    }
    const failed = reportsFailures
      ? failuresOf(answer, new Set(batch.map(({ messageId }) => messageId)))
      : new Set<string>();
    if (failed === 'all') {
      this.#log(
        `${this.definition.logicalId} was answered with wrong identifiers: the whole batch of ${batch.length} comes back.`,
      );
      return;
    }
    const done = batch.filter(({ messageId }) => !failed.has(messageId)).map(({ receiptHandle }) => receiptHandle);
    if (done.length > 0) this.#queue.delete(done);
  }
}
