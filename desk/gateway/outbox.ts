import type { SQSClient } from '@aws-sdk/client-sqs';
import pMap from 'p-map';
import { messageGroup } from '../../functions/outbox/message-group.ts';
import { REDRIVEN } from '../../functions/outbox/outbox.ts';
import { valueAt } from '../../schemas/fault.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import type { OutboxSubmission } from '../submit/outbox-submission.ts';

/** A message for an outbox. */
export interface OutboxMessage {
  body: string;
  /** The id that a dead letter had when it was claimed: by it the sender knows its own claim again. */
  redrivenFrom?: string;
  /** Its group on the queue; its platform unless a dead letter had another. */
  group?: string | undefined;
}

/** The result of putting a submission, or whatever else has a body, on its outbox. */
export interface Put<T extends OutboxMessage = OutboxSubmission> {
  submission: T;
  queueUrl: string;
  /** The id that SQS gave it, or null where it was not put. */
  sqsMessageId: string | null;
  /** The reason why it was not put. */
  error: string | null;
  /** The error of the call, where it failed as a whole. */
  cause?: unknown;
  /** It was not reached before that was stopped. */
  isStopped?: true;
}

/** The most that one call takes (SendMessageBatch). */
const ENTRIES = 10;
const BYTES = 1024 * 1024;
const STOPPED = 'it was not put, since that was stopped';
const TOO_LARGE = 'it is larger than 1 MiB, which no queue takes';
/** The most calls that are under way at the same time. */
const AT_ONCE = 8;

/** Groups bodies into calls: in their order, as many as a call takes by number and by size. */
export function callsOf<T extends OutboxMessage>(entries: readonly T[]): T[][] {
  const calls: T[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.body);
    const current = calls.at(-1);
    if (current && current.length < ENTRIES && bytes + size <= BYTES) {
      current.push(entry);
      bytes += size;
    } else {
      calls.push([entry]);
      bytes = size;
    }
  }
  return calls;
}

/**
 * Puts submissions on one outbox. What could not be put is told, and keeps nothing else from being put.
 * @param signal stops it after the calls that are under way
 */
export async function putOnOutbox<T extends OutboxMessage>(
  sqs: SQSClient,
  queueUrl: string,
  submissions: readonly T[],
  onProgress: (count: number) => void = () => {},
  signal?: AbortSignal,
): Promise<Put<T>[]> {
  const puts = new Map<T, Put<T>>();
  const leftOut = (submission: T): Put<T> => ({
    ...{ submission, queueUrl, sqsMessageId: null, error: STOPPED, isStopped: true },
  });
  const fitting: T[] = [];
  for (const submission of submissions) {
    if (Buffer.byteLength(submission.body) <= BYTES) fitting.push(submission);
    else puts.set(submission, { submission, queueUrl, sqsMessageId: null, error: TOO_LARGE });
  }

  await pMap(
    callsOf(fitting),
    async (call) => {
      const done = signal?.aborted ? call.map(leftOut) : await putTogether(sqs, queueUrl, call);
      for (const put of done) puts.set(put.submission, put);
      onProgress(puts.size);
    },
    { concurrency: AT_ONCE },
  );
  return submissions.flatMap((submission) => puts.get(submission) ?? []);
}

const platformIn = (body: string) => valueAt(readOutboxText(body).json?.value, '/platform');

async function putTogether<T extends OutboxMessage>(
  sqs: SQSClient,
  queueUrl: string,
  submissions: readonly T[],
): Promise<Put<T>[]> {
  const { SendMessageBatchCommand } = await import('@aws-sdk/client-sqs');
  const Entries = submissions.map(({ body, redrivenFrom, group }, index) => ({
    Id: String(index),
    MessageBody: body,
    ...(group === undefined ? messageGroup(platformIn(body)) : { MessageGroupId: group }),
    ...(redrivenFrom && { MessageAttributes: { [REDRIVEN]: { DataType: 'String', StringValue: redrivenFrom } } }),
  }));
  try {
    const { Successful = [], Failed = [] } = await sqs.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }),
    );
    return submissions.map((submission, index): Put<T> => {
      const done = Successful.find(({ Id }) => Id === String(index));
      if (done) return { submission, queueUrl, sqsMessageId: done.MessageId ?? '', error: null };
      const failed = Failed.find(({ Id }) => Id === String(index));
      const error = failed
        ? `${failed.Code}${failed.Message ? `: ${failed.Message}` : ''}`
        : 'SQS did not say what became of it';
      return { submission, queueUrl, sqsMessageId: null, error };
    });
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return submissions.map((submission) => ({ submission, queueUrl, sqsMessageId: null, error: reason, cause: error }));
  }
}
