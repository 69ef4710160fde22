import { DeleteMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** As many as one call of SQS takes. */
const MOST = 10;

/** How long a message waits for others to be taken off the queue with it. */
const WAIT_MS = 50;

/** Takes messages that are dealt with off the outbox while the rest of their batch is still under way. */
export interface Finished {
  /** Notes a message by its receipt. */
  add(receiptHandle: string): void;
  /** Ends the noting, with the batch: what is left is deleted by the queue's own mapping. */
  end(): Promise<void>;
}

/**
 * A sender that dies leaves its whole batch to be handed out again, also what the authority has taken: what
 * is off the queue by then cannot be sent twice. A call that fails harms nothing, for the mapping
 * deletes the whole batch at its end.
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
      if (noted.length >= MOST) flush();
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
