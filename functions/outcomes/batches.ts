import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Outcome } from '../../schemas/outcome.ts';
import { type Outcomes, publication } from './outcomes.ts';

/** As many as one call of SNS takes, and as large as they may be together, with room for their attributes. */
const MOST = 10;
const MOST_BYTES = 200_000;
/** As large as a publication may be with its attributes. */
const LARGEST = 256 * 1024;
const ROOM_FOR_ATTRIBUTES = 1024;

/** SNS answered that it did not take an outcome, of others that it took in the same call. */
export class OutcomeNotTaken extends Error {
  override readonly name = 'OutcomeNotTaken';
  readonly code: string | undefined;

  constructor(code: string | undefined) {
    super(`An outcome was not taken: ${code}`);
    this.code = code;
  }
}

/** An outcome that SNS would never take: found here, so that it cannot pass for a failure that may end. */
export class OutcomeTooLarge extends Error {
  override readonly name = 'OutcomeTooLarge';
}

interface Waiting {
  outcome: Outcome;
  resolve(): void;
  reject(error: unknown): void;
}

/** Outcomes that are published up to ten in a call, which is billed as one: those that come within a moment. */
export function snsOutcomesInBatches(client: SNSClient, topicArn: string, momentMs = 20): Outcomes {
  let waiting: Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const batch of batches(waiting)) void publish(batch);
    waiting = [];
  }

  async function publish(batch: readonly Waiting[]): Promise<void> {
    const entries = batch.map(({ outcome }, n) => ({ Id: String(n), ...publication(outcome) }));
    try {
      const { Failed = [] } = await client.send(
        new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
      );
      const failed = new Map(Failed.map((one) => [one.Id, one.Code]));
      for (const [n, { resolve, reject }] of batch.entries()) {
        if (failed.has(String(n))) reject(new OutcomeNotTaken(failed.get(String(n))));
        else resolve();
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return {
    publish: (outcome) =>
      new Promise<void>((resolve, reject) => {
        if (sizeOf(outcome) > LARGEST - ROOM_FOR_ATTRIBUTES) {
          reject(new OutcomeTooLarge(`An outcome of ${sizeOf(outcome)} bytes cannot be published`));
          return;
        }
        waiting.push({ outcome, resolve, reject });
        if (waiting.length >= MOST) flush();
        else timer ??= setTimeout(flush, momentMs);
      }),
  };
}

const sizeOf = (outcome: Outcome) => Buffer.byteLength(JSON.stringify(outcome));

/** In order, each no larger than a call may be. */
function batches(waiting: readonly Waiting[]): Waiting[][] {
  const made: Waiting[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of waiting) {
    const size = sizeOf(one.outcome);
    if (bytes + size > MOST_BYTES) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1)?.push(one);
    bytes += size;
  }
  return made;
}
