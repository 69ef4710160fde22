import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import { DeclarantError } from '../../schemas/declarant-error.ts';
import type { Outcomes } from './outcomes.ts';
import { type Publication, publication, publishedBytes } from './publication.ts';

/** The most publications in one call of SNS, and their bytes all together. */
const MOST = 10;
const MOST_BYTES = 256 * 1024;

/** SNS refused one outcome of a call and took others. */
export class OutcomeNotTaken extends DeclarantError {
  override readonly name = 'OutcomeNotTaken';
  readonly code: string;

  constructor(code: string) {
    super(`An outcome was not taken: ${code}`);
    this.code = code;
  }
}

interface PendingEntry {
  publication: Publication;
  resolve(): void;
  reject(error: unknown): void;
}

/** Publishes up to ten outcomes in a call, which is billed as one: those that come within a moment. */
export function snsOutcomesInBatches(client: SNSClient, topicArn: string, momentMs = 20): Outcomes {
  let waiting: PendingEntry[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    for (const batch of batches(waiting)) void publish(batch);
    waiting = [];
  }

  async function publish(batch: readonly PendingEntry[]): Promise<void> {
    const entries = batch.map(({ publication }, n) => ({ Id: String(n), ...publication }));
    try {
      const { Failed = [] } = await client.send(
        new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: entries }),
      );
      const failed = new Map(Failed.map((one) => [one.Id, one.Code]));
      for (const [n, { resolve, reject }] of batch.entries()) {
        if (failed.has(String(n))) reject(new OutcomeNotTaken(failed.get(String(n)) ?? 'UNKNOWN'));
        else resolve();
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  return {
    publish: (outcome) =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ publication: publication(outcome), resolve, reject });
        if (waiting.length >= MOST) flush();
        else timer ??= setTimeout(flush, momentMs);
      }),
  };
}

/** Batches in order, each within the limits of a call. */
function batches(waiting: readonly PendingEntry[]): PendingEntry[][] {
  const made: PendingEntry[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of waiting) {
    const size = publishedBytes(one.publication);
    if (bytes + size > MOST_BYTES) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1)?.push(one);
    bytes += size;
  }
  return made;
}
