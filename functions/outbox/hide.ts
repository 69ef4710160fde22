import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The most entries of one call of SQS. */
export const ENTRIES = 10;

/** A message that was received, by its receipt. */
interface Received {
  receipt: string;
}

/**
 * Hides received messages for so many seconds from now on; with 0 they show up at once. Where a call fails, they do so
 * by the queue's own time.
 */
export async function hide(
  client: SQSClient,
  QueueUrl: string,
  messages: readonly Received[],
  VisibilityTimeout: number,
) {
  const calls = [];
  for (let from = 0; from < messages.length; from += ENTRIES) {
    const some = messages.slice(from, from + ENTRIES);
    const Entries = some.map(({ receipt }, n) => ({ Id: String(n), ReceiptHandle: receipt, VisibilityTimeout }));
    calls.push(client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries })));
  }
  await Promise.allSettled(calls);
}
