import type { ReceivedMessage } from '../stand-ins/queues.ts';

/** A record of an SQS event, as Lambda makes it. */
export function sqsRecord(message: ReceivedMessage, queueArn: string, region: string): Record<string, unknown> {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentTimestamp),
      SenderId: message.senderId,
      ApproximateFirstReceiveTimestamp: String(message.firstReceiveTimestamp),
      ...(message.group !== undefined && { MessageGroupId: message.group }),
    },
    messageAttributes: Object.fromEntries(
      Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        {
          ...(StringValue !== undefined && { stringValue: StringValue }),
          ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
          stringListValues: [],
          binaryListValues: [],
          dataType: DataType,
        },
      ]),
    ),
    ...(message.md5OfAttributes && { md5OfMessageAttributes: message.md5OfAttributes }),
    md5OfBody: message.md5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}

/**
 * The messages of a batch that failed by the function's answer, or `all`.
 * An empty or missing list means that all went well; an identifier that is empty, missing or not
 * of this batch makes Lambda take the whole batch as failed.
 */
export function failuresOf(answer: unknown, messageIds: ReadonlySet<string>): ReadonlySet<string> | 'all' {
  if (answer === null || answer === undefined) return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return 'all';
  const { batchItemFailures: listed } = answer as { batchItemFailures?: unknown };
  if (listed === undefined || listed === null) return new Set();
  if (!Array.isArray(listed)) return 'all';
  const failed = new Set<string>();
  for (const entry of listed) {
    const id = (entry as { itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof id !== 'string' || !messageIds.has(id)) return 'all';
    failed.add(id);
  }
  return failed;
}
