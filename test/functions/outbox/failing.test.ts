import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sqsDeadLetters } from '../../../functions/outbox/dead-letters.ts';
import { dynamoDbFailing, hiddenSeconds, isExhausted } from '../../../functions/outbox/failing.ts';
import { sqsPutDeadLetter } from '../../../functions/outbox/put-dead-letter.ts';
import { isGivenUp, sorted } from '../../../functions/send/failed-before.ts';
import type { BatchPorts } from '../../../functions/send/ports.ts';
import { readQueued } from '../../../functions/send/queued.ts';
import { startQueues } from '../../../local/stand-ins/queues.ts';
import { ledgerTables } from '../../support/ledger-tables.ts';
import { TOY } from '../../support/toy/register.ts';

const HOUR = 3_600_000;
const START = Date.parse('2026-11-22T09:00:00.000Z');

const recordOf = (id: string, receiveCount: number): SQSRecord =>
  ({
    messageId: id,
    receiptHandle: `r-${id}`,
    body: `{"poison": "${id}"}`,
    attributes: {
      ApproximateReceiveCount: String(receiveCount),
      SentTimestamp: String(START),
      SenderId: 'AROA:shop',
      MessageGroupId: 'shop-1',
    },
    messageAttributes: {},
  }) as unknown as SQSRecord;

describe('[F9] what fails every time in our own hands', () => {
  const tables = ledgerTables();
  let queues: Awaited<ReturnType<typeof startQueues>>;
  let sqs: SQSClient;
  let deadLetters: string;
  beforeAll(async () => {
    queues = await startQueues('eu-west-3');
    sqs = new SQSClient({
      endpoint: queues.endpoint,
      region: 'eu-west-3',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    deadLetters = (await sqs.send(new CreateQueueCommand({ QueueName: 'dead' }))).QueueUrl as string;
  });
  afterAll(async () => {
    sqs?.destroy();
    await queues?.close();
  });

  it('comes back after a second, doubled at each hand-out, and after a quarter of an hour at most', () => {
    expect([1, 2, 3, 10, 11, 500].map(hiddenSeconds)).toEqual([1, 2, 4, 512, 900, 900]);
  });

  /** Hands a message out as the queue does until it is given up; returns how long that is after its first time. */
  async function hoursUntilGivenUp(id: string, hiddenFor: (receiveCount: number) => number): Promise<number> {
    let clock = START;
    const noted: unknown[] = [];
    const failing = dynamoDbFailing(tables.client, table, TOY, () => clock);
    const ports = {
      authority: { name: TOY },
      failing,
      putDeadLetter: sqsPutDeadLetter(sqs, deadLetters),
      redrives: {
        note: async (_: string, redrive: unknown) => void noted.push(redrive),
        senderOf: async () => undefined,
      },
      now: () => new Date(clock),
    } as unknown as BatchPorts;
    for (let receiveCount = 1; ; receiveCount += 1) {
      if (await isGivenUp(recordOf(id, receiveCount), 'AROA:shop', ports)) {
        expect(noted).toEqual([{ claimId: id, body: `{"poison": "${id}"}`, senderId: 'AROA:shop' }]);
        return (clock - START) / HOUR;
      }
      clock += hiddenFor(receiveCount) * 1000;
    }
  }
  let table: string;

  it('becomes a dead letter within six hours, whether it fails or has its function die, with its text kept', async () => {
    table = await tables.make();
    const failed = await hoursUntilGivenUp('fails', hiddenSeconds);
    const died = await hoursUntilGivenUp('dies', () => 1800);
    for (const hours of [failed, died]) {
      expect(hours).toBeGreaterThanOrEqual(4.5);
      expect(hours).toBeLessThan(6);
    }
    const letters = await sqsDeadLetters(sqs, { [TOY]: deadLetters }).look(TOY);
    expect(letters.map(({ body }) => body).sort()).toEqual(['{"poison": "dies"}', '{"poison": "fails"}']);
    // The same as after the queue's own redrive: the id of the claim, the number of receives, and the first of them.
    expect(letters.find(({ claimId }) => claimId === 'dies')).toMatchObject({
      handedOut: 12,
      group: 'shop-1',
      since: '2026-11-22T09:00:00.000Z',
    });
  });

  it('is nothing that waits for its turn, nor what fails while AWS is down and nothing can be noted', async () => {
    expect(isExhausted({ tries: 3, firstAt: START }, START + 40 * HOUR)).toBe(false);
    expect(isExhausted({ tries: 100, firstAt: START }, START + HOUR)).toBe(false);
    const failing = dynamoDbFailing(tables.client, 'no-such-table', TOY, () => START);
    expect(await failing.begin('x')).toBeUndefined();
    expect(await failing.of('x')).toBeUndefined();
    const ports = { failing, now: () => new Date(START) } as unknown as BatchPorts;
    expect(await isGivenUp(recordOf('x', 500), '', { ...ports, authority: { name: TOY } } as BatchPorts)).toBe(false);
  });

  it('is taken up last and by itself, so that nobody beside it is blamed', async () => {
    const failing = dynamoDbFailing(tables.client, await tables.make(), TOY, () => START);
    for (let n = 0; n < 4; n += 1) await failing.begin('poison');
    for (let n = 0; n < 3; n += 1) await failing.begin('beside');
    const records = [recordOf('poison', 6), recordOf('beside', 6), recordOf('new', 1), recordOf('waited', 40)];
    const { others, failedBefore } = await sorted(records.map(readQueued), { failing } as BatchPorts);
    expect(others.map(({ record }) => record.messageId)).toEqual(['new', 'waited']);
    expect(failedBefore.map(({ record }) => record.messageId)).toEqual(['beside', 'poison']);
  });

  it('is not asked about before it was handed out three times', async () => {
    tables.standIn.calls.reset();
    const failing = dynamoDbFailing(tables.client, await tables.make(), TOY);
    const ports = { failing } as unknown as BatchPorts;
    expect(await isGivenUp(recordOf('good', 2), '', ports)).toBe(false);
    await sorted([readQueued(recordOf('good', 2))], ports);
    expect(tables.standIn.calls.counts()['UpdateItem']).toBeUndefined();
    expect(tables.standIn.calls.counts()['GetItem']).toBeUndefined();
    await sqs.send(new ReceiveMessageCommand({ QueueUrl: deadLetters }));
  });
});
