import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqsFinished } from '../../../functions/outbox/finished.ts';
import { type QueueStandIn, startQueues } from '../../../local/stand-ins/queues.ts';

const REGION = 'eu-west-3';

describe('what is dealt with', () => {
  let standIn: QueueStandIn;
  let client: SQSClient;
  let url: string;
  let queues = 0;

  beforeAll(async () => {
    standIn = await startQueues(REGION);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new SQSClient({ endpoint: standIn.endpoint, region: REGION, credentials });
  });
  afterAll(async () => {
    client.destroy();
    await standIn.close();
  });
  beforeEach(() => {
    queues += 1;
    url = standIn.createQueue(`outbox-${queues}`, { VisibilityTimeout: '60' }).url;
  });

  /** The receipts of a sender's messages in flight. */
  async function taken(count: number): Promise<string[]> {
    for (let n = 0; n < count; n += 1) {
      await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: String(n) }));
    }
    const receipts: string[] = [];
    while (receipts.length < count) {
      const { Messages = [] } = await client.send(
        new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10 }),
      );
      receipts.push(...Messages.map(({ ReceiptHandle = '' }) => ReceiptHandle));
    }
    return receipts;
  }

  async function left(): Promise<number> {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessagesNotVisible'] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessagesNotVisible);
  }

  it('leaves the queue while the batch is under way, ten in a call', async () => {
    const receipts = await taken(23);
    const finished = sqsFinished(client, url);
    const before = standIn.calls.counts()['DeleteMessageBatch'] ?? 0;
    for (const receipt of receipts) finished.add(receipt);
    await expect.poll(left).toBe(0);
    expect((standIn.calls.counts()['DeleteMessageBatch'] ?? 0) - before).toBe(3);
    await finished.end();
  });

  it('is left to the mapping where the batch ends in the same moment', async () => {
    const receipts = await taken(3);
    const finished = sqsFinished(client, url);
    for (const receipt of receipts) finished.add(receipt);
    await finished.end();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await left()).toBe(3);
  });

  it('harms nothing where the queue cannot be called', async () => {
    const finished = sqsFinished(client, `${url}-gone`);
    for (let n = 0; n < 10; n += 1) finished.add(`receipt-${n}`);
    await expect(finished.end()).resolves.toBeUndefined();
  });
});
