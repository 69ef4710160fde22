import { ChangeMessageVisibilityCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { failuresOf, sqsRecord } from '../../../local/lambda/sqs-event.ts';
import type { Attributes } from '../../../local/stand-ins/database.ts';
import type { QueueSource, ReceivedMessage } from '../../../local/stand-ins/queues.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import type { Clock } from './clock.ts';
import type { FunctionName } from './functions.ts';
import { REGION } from './ground.ts';

/** The receives after which a message counts as one that never gets anywhere. */
const MOST_TRIES = 12;
const NEVER = new AbortController().signal;

export interface DeliveriesOptions {
  sqs: SQSClient;
  outbox: QueueSource;
  outboxUrl: string;
  clock: Clock;
  log(line: string): void;
  invoke(by: FunctionName, event: unknown): Promise<unknown>;
}

/** The event sources of a small gateway: its outbox for the sender, its table's stream for the notifier. */
export class Deliveries {
  /** Messages and records that failed again and again. */
  readonly problems: string[] = [];
  readonly #options: DeliveriesOptions;
  readonly #stream: { SequenceNumber: string; Keys: Record<string, { S: string }> }[] = [];
  readonly #tries = new Map<string, number>();
  #recorded = 0;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  /** True while records of the stream are not processed. */
  get isStreamOpen(): boolean {
    return this.#stream.length > 0;
  }

  /** Takes up an item that was written into the table. */
  record(keys: Attributes): void {
    const Keys = keys as Record<string, { S: string }>;
    if (!Keys[ledgerTable.sortKey]?.S.startsWith(ledgerTable.received)) return;
    this.#recorded += 1;
    this.#stream.push({ SequenceNumber: String(this.#recorded).padStart(21, '0'), Keys });
  }

  /** Hands out the messages of the outbox until it is empty; false where it was empty. */
  async sendAll(): Promise<boolean> {
    const { outbox, clock } = this.#options;
    for (let rounds = 0; ; rounds += 1) {
      const messages = await outbox.receive(10, 0, NEVER);
      if (messages.length === 0) return rounds > 0;
      const event = { Records: messages.map((message) => sqsRecord(message, outbox.arn, REGION)) };
      const isFailed = await this.#failuresAmong(
        'send',
        event,
        messages.map(({ messageId }) => messageId),
      );
      const done = messages.filter(({ messageId }) => !isFailed(messageId));
      outbox.delete(done.map(({ receiptHandle }) => receiptHandle));
      const failed = messages.filter(({ messageId }) => isFailed(messageId));
      for (const message of failed) await this.#handOutAgain(message);
      if (failed.length > 0) clock.travel(1_000);
    }
  }

  /** Hands out the records of the stream until there is none; false where there was none. */
  async notifyAll(): Promise<boolean> {
    for (let rounds = 0; ; rounds += 1) {
      if (!this.isStreamOpen) return rounds > 0;
      if (rounds > 3 * MOST_TRIES) {
        this.problems.push(`${this.#stream.length} callbacks fail to be published`);
        this.#stream.length = 0;
        return true;
      }
      const batch = this.#stream.splice(0, 100);
      const about = { eventName: 'INSERT', eventSource: 'aws:dynamodb', awsRegion: REGION };
      const Records = batch.map((dynamodb) => ({ ...about, eventID: dynamodb.SequenceNumber, dynamodb }));
      const numbers = batch.map(({ SequenceNumber }) => SequenceNumber);
      const isFailed = await this.#failuresAmong('notify', { Records }, numbers);
      const first = numbers.findIndex(isFailed);
      if (first >= 0) this.#stream.unshift(...batch.slice(first));
    }
  }

  /** Invokes a function with a batch, and returns the ids that failed: all where the function itself did. */
  async #failuresAmong(by: FunctionName, event: unknown, ids: readonly string[]): Promise<(id: string) => boolean> {
    const { invoke, log } = this.#options;
    try {
      const failed = failuresOf(await invoke(by, event), new Set(ids));
      return (id) => failed === 'all' || failed.has(id);
    } catch (error) {
      log(`${by}: ${error}`);
      return () => true;
    }
  }

  /** Makes a message visible again, as the queue does once its time is over, which passes at once here. */
  async #handOutAgain({ messageId, receiptHandle: ReceiptHandle, body }: ReceivedMessage): Promise<void> {
    const tries = (this.#tries.get(messageId) ?? 0) + 1;
    this.#tries.set(messageId, tries);
    if (tries > MOST_TRIES) {
      this.problems.push(`handed out ${tries} times in vain: ${body.slice(0, 160)}`);
      return;
    }
    const about = { QueueUrl: this.#options.outboxUrl, ReceiptHandle, VisibilityTimeout: 0 };
    // The function itself may have deleted it before it failed.
    await this.#options.sqs.send(new ChangeMessageVisibilityCommand(about)).catch(() => undefined);
  }
}

/** Receives and deletes every message of a queue. */
export async function drained(queue: QueueSource): Promise<string[]> {
  const texts: string[] = [];
  for (;;) {
    const messages = await queue.receive(10, 0, NEVER);
    if (messages.length === 0) return texts;
    texts.push(...messages.map(({ body }) => body));
    queue.delete(messages.map(({ receiptHandle }) => receiptHandle));
  }
}
