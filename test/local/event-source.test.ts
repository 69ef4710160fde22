import { GetQueueAttributesCommand, SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { EventSource, type EventSourceDefinition } from '../../local/lambda/event-source.ts';
import { failuresOf } from '../../local/lambda/sqs-event.ts';
import { type QueueStandIn, startQueues } from '../../local/stand-ins/queues.ts';
import { region, sqsAt } from './support/clients.ts';

interface Event {
  Records: { messageId: string; body: string; attributes: Record<string, string>; [part: string]: unknown }[];
}

let queues: QueueStandIn;
let client: SQSClient;
let sources: EventSource[];

beforeEach(async () => {
  queues = await startQueues(region);
  client = sqsAt(queues.endpoint);
  sources = [];
});
afterEach(async () => {
  await Promise.all(sources.map((source) => source.stop()));
  await queues.close();
});

/** A queue that feeds a function of this process. */
function feed(
  answer: (event: Event) => unknown,
  changes: Partial<EventSourceDefinition> = {},
  attributes: Record<string, string> = {},
) {
  const queue = queues.createQueue('q', { VisibilityTimeout: '1', ...attributes });
  const events: Event[] = [];
  const lines: string[] = [];
  const found = queues.source(queue.arn);
  if (!found) throw new Error('no queue');
  const source = new EventSource(
    {
      logicalId: 'Mapping',
      batchSize: 10,
      windowSeconds: 0,
      concurrency: 5,
      reportsFailures: true,
      region,
      ...changes,
    },
    found,
    async (event) => {
      events.push(event as Event);
      return answer(event as Event);
    },
    (line) => lines.push(line),
  );
  sources.push(source);
  const bodies = () => events.map(({ Records }) => Records.map(({ body }) => body));
  return { queue, events, bodies, source, lines };
}

async function send(QueueUrl: string, bodies: readonly string[]): Promise<void> {
  for (let place = 0; place < bodies.length; place += 10) {
    const Entries = bodies.slice(place, place + 10).map((MessageBody, index) => ({ Id: `m${index}`, MessageBody }));
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  }
}

/** The numbers of messages that are visible and in flight. */
async function left(QueueUrl: string): Promise<number[]> {
  const { Attributes } = await client.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
  return [Number(Attributes?.ApproximateNumberOfMessages), Number(Attributes?.ApproximateNumberOfMessagesNotVisible)];
}

const numbers = (count: number) => Array.from({ length: count }, (_, place) => String(place));

describe('an event', () => {
  it('has records as Lambda makes them', async () => {
    const { queue, events, source } = feed(() => undefined);
    await client.send(
      new SendMessageBatchCommand({
        QueueUrl: queue.url,
        Entries: [
          {
            Id: 'one',
            MessageBody: '{"a":1}',
            MessageAttributes: {
              lane: { DataType: 'String', StringValue: 'delta-h7' },
              raw: { DataType: 'Binary', BinaryValue: Buffer.from('bytes') },
            },
          },
        ],
      }),
    );
    source.start();
    await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 20_000 });
    const text = expect.any(String);
    expect(events[0]?.Records).toEqual([
      {
        messageId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        receiptHandle: text,
        body: '{"a":1}',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: expect.stringMatching(/^\d{13}$/),
          SenderId: 'test',
          ApproximateFirstReceiveTimestamp: expect.stringMatching(/^\d{13}$/),
        },
        messageAttributes: {
          lane: { stringValue: 'delta-h7', stringListValues: [], binaryListValues: [], dataType: 'String' },
          raw: {
            binaryValue: Buffer.from('bytes').toString('base64'),
            stringListValues: [],
            binaryListValues: [],
            dataType: 'Binary',
          },
        },
        md5OfMessageAttributes: text,
        // The MD5 of {"a":1}.
        md5OfBody: 'bb6cb5c68df4652941caf652a366f2d8',
        eventSource: 'aws:sqs',
        eventSourceARN: queue.arn,
        awsRegion: region,
      },
    ]);
    await vi.waitFor(async () => expect(await left(queue.url)).toEqual([0, 0]), { timeout: 20_000 });
  });
});

describe('batches', () => {
  it('take the available messages, up to ten without a window', async () => {
    const { queue, bodies, source } = feed(() => undefined);
    await send(queue.url, numbers(23));
    source.start();
    await vi.waitFor(async () => expect(await left(queue.url)).toEqual([0, 0]), { timeout: 20_000 });
    expect(bodies().map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(bodies().flat()).toEqual(numbers(23));
  });

  it('are delivered at once when they are full, whatever their window', async () => {
    const { queue, bodies, source } = feed(() => undefined, { batchSize: 25, windowSeconds: 60 });
    await send(queue.url, numbers(50));
    source.start();
    await vi.waitFor(async () => expect(await left(queue.url)).toEqual([0, 0]), { timeout: 20_000 });
    expect(bodies().map(({ length }) => length)).toEqual([25, 25]);
    expect(queues.calls.counts()).toMatchObject({ DeleteMessageBatch: 6 });
  });

  it('are delivered when their window is over, with the messages that came meanwhile', async () => {
    const { queue, bodies, source } = feed(() => undefined, { batchSize: 100, windowSeconds: 0.3 });
    source.start();
    await send(queue.url, ['first']);
    await send(queue.url, ['second', 'third']);
    await vi.waitFor(() => expect(bodies()).toEqual([['first', 'second', 'third']]), { timeout: 20_000 });
  });

  it('have six megabytes at most', async () => {
    const { queue, bodies, source } = feed(() => undefined);
    const large = 'x'.repeat(1_000_000);
    for (let count = 0; count < 8; count += 1) await send(queue.url, [large]);
    source.start();
    await vi.waitFor(async () => expect(await left(queue.url)).toEqual([0, 0]), { timeout: 20_000 });
    expect(bodies().map(({ length }) => length)).toEqual([6, 2]);
  });

  it("are processed up to the mapping's concurrency", async () => {
    let running = 0;
    let most = 0;
    const gates: (() => void)[] = [];
    const { queue, source, events } = feed(
      async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => gates.push(resolve));
        running -= 1;
      },
      { batchSize: 1, concurrency: 2 },
    );
    await send(queue.url, numbers(5));
    source.start();
    await vi.waitFor(() => expect(events).toHaveLength(2), { timeout: 20_000 });
    expect(await left(queue.url)).toEqual([3, 2]);
    const opening = setInterval(() => gates.shift()?.(), 5);
    await vi.waitFor(() => expect(events).toHaveLength(5), { timeout: 20_000 });
    await source.stop();
    clearInterval(opening);
    expect(most).toBe(2);
  });
});

describe('a failure', () => {
  it('of one message makes it alone visible again after its timeout, with a higher count', async () => {
    const { queue, events, source } = feed(({ Records }) => ({
      batchItemFailures: Records.filter(
        ({ body, attributes }) => body === '1' && attributes.ApproximateReceiveCount === '1',
      ).map(({ messageId }) => ({ itemIdentifier: messageId })),
    }));
    await send(queue.url, numbers(3));
    source.start();
    await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 20_000 });
    await vi.waitFor(async () => expect(await left(queue.url)).toEqual([0, 1]), { timeout: 20_000 });
    await vi.waitFor(() => expect(events).toHaveLength(2), { timeout: 20_000 });
    expect(events[1]?.Records.map(({ body, attributes }) => [body, attributes.ApproximateReceiveCount])).toEqual([
      ['1', '2'],
    ]);
    await vi.waitFor(async () => expect(await left(queue.url)).toEqual([0, 0]), { timeout: 20_000 });
  });

  it('of the function fails the whole batch, which becomes dead letters after so many receipts', async () => {
    const deadLetters = queues.createQueue('dead', {});
    const { queue, events, source } = feed(
      () => {
        throw new Error('always');
      },
      {},
      {
        VisibilityTimeout: '0',
        RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 3 }),
      },
    );
    await send(queue.url, ['one', 'two']);
    source.start();
    await vi.waitFor(async () => expect(await left(deadLetters.url)).toEqual([2, 0]), { timeout: 20_000 });
    const counts = events.flatMap(({ Records }) => Records.map(({ attributes }) => attributes.ApproximateReceiveCount));
    expect(counts.toSorted()).toEqual(['1', '1', '2', '2', '3', '3']);
    expect(await left(queue.url)).toEqual([0, 0]);
  });

  it('of an unknown message in the answer fails the whole batch, and is logged', async () => {
    const { queue, events, source, lines } = feed(() => ({ batchItemFailures: [{ itemIdentifier: 'another' }] }));
    await send(queue.url, numbers(2));
    source.start();
    await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 20_000 });
    expect(lines[0]).toContain('wrong identifiers');
    expect(events).toHaveLength(1);
    expect(await left(queue.url)).toEqual([0, 2]);
  });

  it('in the answer counts for nothing if the mapping does not ask for failures', async () => {
    const answer = ({ Records }: Event) => ({ batchItemFailures: [{ itemIdentifier: Records[0]?.messageId }] });
    const { queue, events, source } = feed(answer, { reportsFailures: false });
    await send(queue.url, numbers(2));
    source.start();
    await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 20_000 });
    await vi.waitFor(async () => expect(await left(queue.url)).toEqual([0, 0]), { timeout: 20_000 });
  });
});

describe('the answer of a function', () => {
  const ids = new Set(['a', 'b']);

  it.each([
    ['no answer', undefined],
    ['null', null],
    ['an empty object', {}],
    ['no list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
  ])('is a success: %s', (_, answer) => {
    expect(failuresOf(answer, ids)).toEqual(new Set());
  });

  it.each([
    ['a text', 'ok'],
    ['a list', []],
    ['no list of failures', { batchItemFailures: {} }],
    ['an empty identifier', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a null identifier', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['another key', { batchItemFailures: [{ messageId: 'a' }] }],
    ['a null entry', { batchItemFailures: [null] }],
    ['an unknown identifier', { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'c' }] }],
  ])('fails the whole batch: %s', (_, answer) => {
    expect(failuresOf(answer, ids)).toBe('all');
  });

  it('names the failed messages', () => {
    expect(failuresOf({ batchItemFailures: [{ itemIdentifier: 'b' }] }, ids)).toEqual(new Set(['b']));
  });
});

describe('the end', () => {
  it('interrupts a poll, and waits for the batch in flight', async () => {
    let finish: (value: unknown) => void = () => {};
    const { queue, events, source } = feed(
      () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    );
    source.start();
    await send(queue.url, ['one']);
    await vi.waitFor(() => expect(events).toHaveLength(1), { timeout: 20_000 });
    let stopped = false;
    const stopping = source.stop().then(() => {
      stopped = true;
    });
    await send(queue.url, ['not taken']);
    expect(stopped).toBe(false);
    finish(undefined);
    await stopping;
    expect(await left(queue.url)).toEqual([1, 0]);
    expect(events).toHaveLength(1);
  });
});
