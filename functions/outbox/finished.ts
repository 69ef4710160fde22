import { DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ENTRIES } from './hide.ts';

/** The time for which a message waits, to be deleted together with others. */
const WAIT_MS = 250;

/** Deletes processed messages from the outbox while the rest of their batch is still in flight. */
export interface Finished {
  /** Notes a message to be deleted, by its receipt. */
  add(receiptHandle: string): void;
  /** Ends with the batch: the queue's own mapping deletes the rest. */
  end(): Promise<void>;
}

/**
 * Deletes early because a sender that dies leaves its whole batch to be handed out again, also the messages that the
 * authority has taken: one that is off the queue by then cannot be sent twice. A failed call does no harm, for the
 * mapping deletes the whole batch at its end.
 */
export function sqsFinished(client: SQSClient, queueUrl: string): Finished {
  const calls = new Set<Promise<unknown>>();
  let noted: string[] = [];
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const Entries = noted.map((ReceiptHandle, index) => ({ Id: String(index), ReceiptHandle }));
    noted = [];
    const call = client
      .send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }))
      .catch(() => undefined)
      .finally(() => calls.delete(call));
    calls.add(call);
  }

  return {
    add(receiptHandle) {
      noted.push(receiptHandle);
      if (noted.length >= ENTRIES) flush();
      else timer ??= setTimeout(flush, WAIT_MS);
    },
    async end() {
      clearTimeout(timer);
      timer = undefined;
      noted = [];
      await Promise.all(calls);
    },
  };
}
