import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DeadLetter } from '../../functions/outbox/dead-letters.ts';

/**
 * Takes letters off their queue, ten at most.
 * @returns how many could not be deleted
 */
export async function removeLetters(sqs: SQSClient, queueUrl: string, letters: readonly DeadLetter[]): Promise<number> {
  if (letters.length === 0) return 0;
  const { DeleteMessageBatchCommand } = await import('@aws-sdk/client-sqs');
  const Entries = letters.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }));
  try {
    const { Successful = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    return letters.length - Successful.length;
  } catch {
    // The result has to be told all the same.
    return letters.length;
  }
}
