import { PublishCommand } from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type QueueStandIn, startQueues } from '../../local/stand-ins/queues.ts';
import { region, snsAt, sqsAt } from './support/clients.ts';

let queues: QueueStandIn;

beforeEach(async () => {
  queues = await startQueues(region);
});
afterEach(() => queues.close());

describe('SQS', () => {
  it('listens on loopback only, and gives URLs that resolve from anywhere', async () => {
    queues.createQueue('made-here', {});
    const client = sqsAt(queues.endpoint);
    const url = `${queues.endpoint}/000000000000/made-here`;
    expect(queues.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(queues.urlOf('made-here')).toBe(url);
    expect((await client.send(new GetQueueUrlCommand({ QueueName: 'made-here' }))).QueueUrl).toBe(url);
    const created = await client.send(new CreateQueueCommand({ QueueName: 'made-outside' }));
    expect(created.QueueUrl).toBe(`${queues.endpoint}/000000000000/made-outside`);
    expect((await client.send(new ListQueuesCommand({}))).QueueUrls).toEqual([url, created.QueueUrl]);
  });

  it('is reached by the URL alone, and by the host name localhost', async () => {
    const { url } = queues.createQueue('q', {});
    // An endpoint that does not exist: what counts is the queue's own URL.
    const client = sqsAt(queues.endpoint.replace('127.0.0.1', 'localhost'));
    await client.send(new SendMessageCommand({ QueueUrl: url.replace('127.0.0.1', 'localhost'), MessageBody: 'x' }));
    const { Messages } = await sqsAt(queues.endpoint).send(new ReceiveMessageCommand({ QueueUrl: url }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['x']);
  });

  it('keeps the attributes of a queue', async () => {
    const { url } = queues.createQueue('q', { VisibilityTimeout: '720', MessageRetentionPeriod: '1209600' });
    const { Attributes } = await sqsAt(queues.endpoint).send(
      new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      QueueArn: `arn:aws:sqs:${region}:000000000000:q`,
      VisibilityTimeout: '720',
      MessageRetentionPeriod: '1209600',
    });
  });

  it('[F37] takes every character that SQS takes, and no other', async () => {
    const { url } = queues.createQueue('q', {});
    const client = sqsAt(queues.endpoint);
    const text = 'T-shirt \u{1f455} \u{10ffff}\ud7ff\ue000\ufffd\t\r\n';
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: text }));
    const { Messages } = await client.send(new ReceiveMessageCommand({ QueueUrl: url }));
    expect(Messages?.[0]?.Body).toBe(text);
    for (const refused of ['\u0000', '\u001f', '\ufffe', '\uffff']) {
      const put = client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: `a${refused}` }));
      await expect(put, refused).rejects.toThrow('Invalid characters found');
    }
  });

  it('counts the calls of each operation', async () => {
    const { url } = queues.createQueue('q', {});
    const client = sqsAt(queues.endpoint);
    const Entries = [1, 2, 3].map((id) => ({ Id: `m${id}`, MessageBody: 'x' }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    await client.send(new ReceiveMessageCommand({ QueueUrl: url }));
    expect(queues.calls.counts()).toEqual({ SendMessageBatch: 2, ReceiveMessage: 1 });
    expect(queues.calls.total()).toBe(3);
    expect(queues.topicCalls.counts()).toEqual({});
    queues.calls.reset();
    expect(queues.calls.total()).toBe(0);
  });
});

describe('the sender of a message', () => {
  const signed = (accessKeyId: string) =>
    new SQSClient({ region, endpoint: queues.endpoint, credentials: { accessKeyId, secretAccessKey: 'x' } });
  const asked = { MessageSystemAttributeNames: ['SenderId' as const], VisibilityTimeout: 0 };
  const sendersIn = async (QueueUrl: string) => {
    const { Messages = [] } = await sqsAt(queues.endpoint).send(
      new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, ...asked }),
    );
    return Object.fromEntries(Messages.map(({ Body, Attributes }) => [Body, Attributes?.SenderId]));
  };

  it('is the access key that its request was signed with, one by one and in a batch', async () => {
    const { url, arn } = queues.createQueue('q', { VisibilityTimeout: '0' });
    await Promise.all([
      signed('AROAONE:a-function').send(new SendMessageCommand({ QueueUrl: url, MessageBody: '1' })),
      signed('AIDATWO').send(
        new SendMessageBatchCommand({ QueueUrl: url, Entries: [{ Id: 'two', MessageBody: '2' }] }),
      ),
    ]);
    expect(await sendersIn(url)).toEqual({ 1: 'AROAONE:a-function', 2: 'AIDATWO' });
    const taken = await queues.source(arn)?.receive(10, 0, new AbortController().signal);
    expect(taken?.map(({ body, senderId }) => [body, senderId]).sort()).toEqual([
      ['1', 'AROAONE:a-function'],
      ['2', 'AIDATWO'],
    ]);
  });

  it('stays the same where the message becomes a dead letter', async () => {
    const dead = queues.createQueue('dead', {});
    const redrive = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
    const { url } = queues.createQueue('q', { VisibilityTimeout: '0', RedrivePolicy: redrive });
    await signed('AROAONE').send(new SendMessageCommand({ QueueUrl: url, MessageBody: '1' }));
    await sendersIn(url);
    await sendersIn(url);
    expect(await sendersIn(dead.url)).toEqual({ 1: 'AROAONE' });
  });
});

describe('the group of a message', () => {
  it('is kept on a standard queue, one by one and in a batch, and where it becomes a dead letter', async () => {
    const dead = queues.createQueue('dead', {});
    const redrive = JSON.stringify({ deadLetterTargetArn: dead.arn, maxReceiveCount: 1 });
    const { url, arn } = queues.createQueue('q', { VisibilityTimeout: '0', RedrivePolicy: redrive });
    const client = sqsAt(queues.endpoint);
    const groupsIn = async (QueueUrl: string) => {
      const asked = { MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['MessageGroupId' as const] };
      const { Messages = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl, ...asked }));
      return Messages.map(({ Body, Attributes }) => [Body, Attributes?.MessageGroupId]).toSorted();
    };
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '1', MessageGroupId: 'shop-1' }));
    const Entries = [
      { Id: 'a', MessageBody: 'same', MessageGroupId: 'shop-1' },
      { Id: 'b', MessageBody: 'same', MessageGroupId: 'shop-2' },
      { Id: 'c', MessageBody: 'same' },
    ];
    await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    const all = [
      ['1', 'shop-1'],
      ['same', undefined],
      ['same', 'shop-1'],
      ['same', 'shop-2'],
    ];
    const taken = await queues.source(arn)?.receive(10, 0, new AbortController().signal);
    expect(taken?.map(({ body, group }) => [body, group]).toSorted()).toEqual(all);
    expect(await groupsIn(url)).toEqual([]);
    expect(await groupsIn(dead.url)).toEqual(all);
  });
});

describe('a source of messages', () => {
  const signal = () => new AbortController().signal;

  it('hands out sent messages, at most ten at a time, and forgets deleted ones', async () => {
    const { url, arn } = queues.createQueue('q', { VisibilityTimeout: '1' });
    const client = sqsAt(queues.endpoint);
    const batch = (from: number, count: number) =>
      client.send(
        new SendMessageBatchCommand({
          QueueUrl: url,
          Entries: Array.from({ length: count }, (_, place) => ({ Id: `m${place}`, MessageBody: `${from + place}` })),
        }),
      );
    await batch(0, 10);
    await batch(10, 2);
    const source = queues.source(arn);
    const first = (await source?.receive(100, 0, signal())) ?? [];
    expect(first.map(({ body }) => body)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    const second = (await source?.receive(100, 0, signal())) ?? [];
    expect(second.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([
      ['10', 1],
      ['11', 1],
    ]);
    source?.delete(first.map(({ receiptHandle }) => receiptHandle));
    const back = (await source?.receive(100, 3, signal())) ?? [];
    expect(back.map(({ body, receiveCount }) => [body, receiveCount])).toEqual([
      ['10', 2],
      ['11', 2],
    ]);
    expect(queues.calls.counts()).toEqual({ SendMessageBatch: 2, ReceiveMessage: 3, DeleteMessageBatch: 1 });
  });

  it('waits for a message until it is there, and no longer', async () => {
    const { url, arn } = queues.createQueue('q', {});
    const received = queues.source(arn)?.receive(10, 20, signal());
    await sqsAt(queues.endpoint).send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'late' }));
    expect((await received)?.map(({ body }) => body)).toEqual(['late']);
  });

  it('stops waiting at a signal, and takes nothing that comes after', async () => {
    const { url, arn } = queues.createQueue('q', {});
    const stop = new AbortController();
    const received = queues.source(arn)?.receive(10, 20, stop.signal);
    stop.abort();
    expect(await received).toEqual([]);
    const client = sqsAt(queues.endpoint);
    await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: 'x' }));
    expect((await client.send(new ReceiveMessageCommand({ QueueUrl: url }))).Messages).toHaveLength(1);
  });

  it('does not exist for a missing queue', () => {
    expect(queues.source(`arn:aws:sqs:${region}:000000000000:none`)).toBeUndefined();
  });
});

describe('SNS', () => {
  it('delivers to queues, raw or wrapped, and by filter', async () => {
    const topic = queues.createTopic('t');
    const raw = queues.createQueue('raw', {});
    const wrapped = queues.createQueue('wrapped', {});
    const filtered = queues.createQueue('filtered', {});
    queues.subscribe(topic.arn, 'sqs', raw.arn, { RawMessageDelivery: 'true' });
    queues.subscribe(topic.arn, 'sqs', wrapped.arn, {});
    queues.subscribe(topic.arn, 'sqs', filtered.arn, {
      FilterPolicy: '{"kind":["refused"]}',
      RawMessageDelivery: 'true',
    });
    queues.subscribe(topic.arn, 'email', 'someone@example.org', {});
    const publish = (Message: string, kind: string) =>
      snsAt(queues.endpoint).send(
        new PublishCommand({
          TopicArn: topic.arn,
          Message,
          MessageAttributes: { kind: { DataType: 'String', StringValue: kind } },
        }),
      );
    await publish('one', 'accepted');
    await publish('two', 'refused');

    const bodiesOf = async (QueueUrl: string) => {
      const { Messages = [] } = await sqsAt(queues.endpoint).send(
        new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }),
      );
      return Messages.map(({ Body = '' }) => Body);
    };
    expect(await bodiesOf(raw.url)).toEqual(['one', 'two']);
    expect((await bodiesOf(wrapped.url)).map((body) => JSON.parse(body).Message)).toEqual(['one', 'two']);
    expect(await bodiesOf(filtered.url)).toEqual(['two']);
    expect(queues.topicCalls.counts()).toEqual({ Publish: 2 });
  });
});
