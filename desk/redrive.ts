import type { Message, SQSClient } from '@aws-sdk/client-sqs';
import { REDRIVEN } from '../functions/outbox/outbox.ts';
import { putOnOutbox } from './outbox.ts';

export interface Redriven {
  /** How many were put back on the outbox. */
  putBack: number;
  /** Those that were not put back, and stay where they are. */
  failed: { sqsMessageId: string; error: string }[];
  /** How many were put back and could not be deleted: they show up again among the dead letters. */
  undeleted: number;
}

export interface RedriveQueues {
  deadLetters: string;
  outbox: string;
}

interface Letter {
  id: string;
  receipt: string;
  body: string;
  /** The id that the queue gave it at first, also where it is put back for another time. */
  redrivenFrom: string;
}

/** What one call takes or gives at most (ReceiveMessage, DeleteMessageBatch). */
const ENTRIES = 10;
/** For so long a letter that was read is nobody else's: much longer than its put and its delete take. */
const HIDDEN_SECONDS = 120;
/** So long is waited for a message, so that all servers of the queue are asked and not a sample of them. */
const WAIT_SECONDS = 1;

/**
 * Puts dead letters back on their outbox. Each is deleted only once its put was acknowledged: a crash
 * in between leaves a second copy at most, which the sender's claim tells apart. Stops at the first
 * failure, since another round would meet the same letters again.
 *
 * StartMessageMoveTask is not used: it says nothing for as long as it takes, and fauxqs lacks it.
 */
export async function redriveLetters(
  sqs: SQSClient,
  queues: RedriveQueues,
  limit = Number.POSITIVE_INFINITY,
  onProgress: (count: number) => void = () => {},
): Promise<Redriven> {
  const done: Redriven = { putBack: 0, failed: [], undeleted: 0 };
  while (done.putBack < limit && done.failed.length === 0 && done.undeleted === 0) {
    const letters = await receive(sqs, queues.deadLetters, Math.min(ENTRIES, limit - done.putBack));
    if (letters.length === 0) break;
    const puts = await putOnOutbox(sqs, queues.outbox, letters);
    const put = puts.flatMap(({ submission, error }) => (error === null ? [submission] : []));
    const failed = puts.flatMap(({ submission, error }) => (error === null ? [] : [{ letter: submission, error }]));
    done.putBack += put.length;
    done.failed.push(...failed.map(({ letter, error }) => ({ sqsMessageId: letter.id, error })));
    done.undeleted += await remove(sqs, queues.deadLetters, put);
    await showAgain(
      sqs,
      queues.deadLetters,
      failed.map(({ letter }) => letter),
    );
    onProgress(done.putBack);
  }
  return done;
}

async function receive(sqs: SQSClient, queueUrl: string, most: number): Promise<Letter[]> {
  const { ReceiveMessageCommand } = await import('@aws-sdk/client-sqs');
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: queueUrl,
      MaxNumberOfMessages: most,
      VisibilityTimeout: HIDDEN_SECONDS,
      WaitTimeSeconds: WAIT_SECONDS,
      MessageAttributeNames: [REDRIVEN],
    }),
  );
  return Messages.map(({ MessageId = '', ReceiptHandle = '', Body = '', MessageAttributes }: Message) => ({
    id: MessageId,
    receipt: ReceiptHandle,
    body: Body,
    redrivenFrom: MessageAttributes?.[REDRIVEN]?.StringValue ?? MessageId,
  }));
}

/** Returns how many could not be deleted. */
async function remove(sqs: SQSClient, queueUrl: string, letters: readonly Letter[]): Promise<number> {
  if (letters.length === 0) return 0;
  const { DeleteMessageBatchCommand } = await import('@aws-sdk/client-sqs');
  const Entries = letters.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }));
  try {
    const { Successful = [] } = await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
    return letters.length - Successful.length;
  } catch {
    // What was put back has to be told all the same.
    return letters.length;
  }
}

/** Lets letters that stay be seen at once, so that the next try finds them. */
async function showAgain(sqs: SQSClient, queueUrl: string, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return;
  const { ChangeMessageVisibilityBatchCommand } = await import('@aws-sdk/client-sqs');
  const Entries = letters.map(({ receipt }, index) => ({
    Id: String(index),
    ReceiptHandle: receipt,
    VisibilityTimeout: 0,
  }));
  // Where this fails, too, they show up by themselves a little later.
  await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: queueUrl, Entries })).catch(() => {});
}
