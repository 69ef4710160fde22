import type { SQSRecord } from 'aws-lambda';
import { GATEWAY_ROLE } from '../trust.ts';
import { Soonest } from './soonest.ts';

/** The content of a message on the outbox: the text is made only when it is read. */
export interface Content {
  /** The number of the message in the simulation. */
  number: number;
  /** A submission, or the pointer to a parked one. */
  isPointer: boolean;
  /** The pointer says that it fails alone. */
  alone?: true;
}

export interface QueuedMessage extends Content {
  id: string;
  receives: number;
  /** The time at which it is visible again; `Infinity` once it is deleted. */
  visibleAt: number;
}

/** A simulated SQS: a received message comes back after a while, and after too many receives becomes a dead letter. */
export class VirtualOutbox {
  readonly deadLetters: QueuedMessage[] = [];
  /** The number of messages in it, those in flight included. */
  size = 0;
  mostReceives = 0;
  readonly #waiting = new Soonest<QueuedMessage>();
  readonly #visibilityMs: number;
  readonly #maxReceives: number;
  #sent = 0;

  constructor(visibilityMs: number, maxReceives: number) {
    this.#visibilityMs = visibilityMs;
    this.#maxReceives = maxReceives;
  }

  send(content: Content, now: number): void {
    this.#sent += 1;
    this.size += 1;
    this.#show({ ...content, id: String(this.#sent), receives: 0, visibleAt: now }, now);
  }

  receive(most: number, now: number): QueuedMessage[] {
    const received: QueuedMessage[] = [];
    while (received.length < most && this.#waiting.at <= now) {
      const { at } = this.#waiting;
      const message = this.#waiting.take();
      if (message.visibleAt !== at) continue;
      message.receives += 1;
      this.mostReceives = Math.max(this.mostReceives, message.receives);
      if (message.receives > this.#maxReceives) {
        this.delete(message);
        this.deadLetters.push(message);
        continue;
      }
      this.#show(message, now + this.#visibilityMs);
      received.push(message);
    }
    return received;
  }

  /** Once or again. */
  delete(message: QueuedMessage): void {
    if (message.visibleAt === Number.POSITIVE_INFINITY) return;
    message.visibleAt = Number.POSITIVE_INFINITY;
    this.size -= 1;
  }

  #show(message: QueuedMessage, at: number): void {
    message.visibleAt = at;
    this.#waiting.add(at, message);
  }

  /** The numbers of the messages in it. */
  numbers(): Set<number> {
    const numbers = new Set<number>();
    for (const { number, visibleAt } of this.#waiting) if (visibleAt < Number.POSITIVE_INFINITY) numbers.add(number);
    return numbers;
  }

  /** Hands a message out again at that time. */
  postpone(message: QueuedMessage, until: number): void {
    this.#show(message, until);
  }

  /** A message as the sender is given it. */
  static recordOf({ id, receives }: QueuedMessage, body: string): SQSRecord {
    return {
      messageId: id,
      receiptHandle: id,
      body,
      attributes: { ApproximateReceiveCount: String(receives), SenderId: GATEWAY_ROLE } as SQSRecord['attributes'],
      messageAttributes: {},
      md5OfBody: '',
      eventSource: 'aws:sqs',
      eventSourceARN: '',
      awsRegion: 'local',
    };
  }
}
