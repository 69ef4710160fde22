import { ChangeMessageVisibilityBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';

/** The most entries that one call takes. */
const ENTRIES = 10;

/** Hands messages out again after so many seconds; a call that fails leaves the queue's own time. */
export function sqsPostpone(client: SQSClient, queueUrl: string) {
  return async (records: readonly SQSRecord[], seconds: number): Promise<void> => {
    const calls = [];
    for (let from = 0; from < records.length; from += ENTRIES) {
      const Entries = records.slice(from, from + ENTRIES).map(({ receiptHandle }, index) => ({
        Id: String(index),
        ReceiptHandle: receiptHandle,
        VisibilityTimeout: seconds,
      }));
      calls.push(client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries })));
    }
    await Promise.allSettled(calls);
  };
}
