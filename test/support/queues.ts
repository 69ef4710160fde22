import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type QueueAttributeName,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';

/** The number of messages in a queue, in flight or not. */
export async function countIn(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const names: QueueAttributeName[] = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ];
  const { Attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: names }));
  return names.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
}

/** Takes all that a queue holds, each message JSON. */
export async function takeAll<Content>(sqs: SQSClient, QueueUrl: string): Promise<Content[]> {
  const all: Content[] = [];
  for (;;) {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    if (Messages.length === 0) return all;
    for (const { Body, ReceiptHandle } of Messages) {
      all.push(JSON.parse(Body ?? ''));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  }
}
