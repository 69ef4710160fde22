import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The most entries of one call of SQS. */
const ENTRIES = 10;

/**
 * Puts messages on a queue, ten in a call, each with its platform as its group.
 * @param visibleAt the instant from which they may be taken, in milliseconds since the epoch; at once by default
 */
export async function queueBodies(
  sqs: SQSClient,
  QueueUrl: string | undefined,
  bodies: readonly string[],
  visibleAt = 0,
): Promise<void> {
  for (let from = 0; from < bodies.length; from += ENTRIES) {
    const DelaySeconds = Math.max(0, Math.round((visibleAt - Date.now()) / 1000));
    const Entries = bodies.slice(from, from + ENTRIES).map((MessageBody, n) => ({
      ...{ Id: String(n), MessageBody, MessageGroupId: (JSON.parse(MessageBody) as { platform: string }).platform },
      ...(DelaySeconds > 0 && { DelaySeconds }),
    }));
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}
