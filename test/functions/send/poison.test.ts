import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { snsOutcomes } from '../../../functions/outcomes/outcomes.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { NO_TURN } from '../../../functions/send/turns.ts';
import type { StandIn } from '../../../local/stand-ins/calls.ts';
import { type QueueStandIn, startQueues } from '../../../local/stand-ins/queues.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { limits } from '../../../schemas/shape.ts';
import { dispatchText } from '../../support/dispatch-text.ts';
import { clientOf, createLedgerTable, startEngine } from '../../support/dynamodb.ts';
import { takeAll } from '../../support/queues.ts';
import { letter, submissionOf } from '../../support/toy/messages.ts';
import { toyFaked } from '../../support/toy/ports.ts';
import { letterKey as key } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';
import { trustingFrom } from '../../support/trust.ts';

const REGION = 'eu-west-3';
const declared = letter('L-1', { toys: [{ toy: 'train', price: 42.5 }] });
const good = submissionOf('Letter', declared);
/** An envelope with something else in the place of its text. */
const spoilt = (from: string, to: string) => good.replace(from, () => to);
const keys = (count: number, length: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${n}`.padEnd(length, 'k\u0001é'), n]));

/** Poisons that name their filing: refused under its reference. */
const refusable: Record<string, string> = {
  'a platform of half a character': spoilt('"shop-1"', '"\\ud800"'),
  'a platform that controls a terminal': spoilt('"shop-1"', '"\\u0000\\u001b[31m"'),
  'a platform of 200 kB': spoilt('"shop-1"', `"${'p'.repeat(200_000)}"`),
  '60 unknown keys of 3 kB': submissionOf('Letter', { ...declared, ...keys(60, 3000) }),
  'an unknown key of 900 kB, above another': submissionOf('Letter', {
    ...declared,
    ['k'.repeat(450_000)]: { ['é'.repeat(200_000)]: 1 },
  }),
  'a key of half a character': spoilt('"wish":', '"\\udc00":1,"wish":'),
  'a text of half a character': spoilt('"a train"', '"\\ud83d"'),
  'a key that an object has twice': spoilt('"toys":', '"toys":[],"toys":'),
  '40,000 keys twice': spoilt('"wish":', `"more":{${'"a":1,'.repeat(40_000)}"a":1},"wish":`),
  'a number that no computer reads': spoilt('42.5', '1e999'),
  'a hundred thousand brackets': spoilt('"wish":', `"deep":${'['.repeat(100_000)}${']'.repeat(100_000)},"wish":`),
  'more keys than a letter has': submissionOf('Letter', { ...declared, more: keys(60_000, 5), even: keys(60_000, 5) }),
  'more bytes than are taken': submissionOf('Letter', { ...declared, note: 'é'.repeat(limits.bytes / 2) }),
};

/** Poisons that name no filing. */
const unreadable: Record<string, string> = {
  nothing: '',
  'no JSON': 'Bonjour',
  'JSON that is cut off': good.slice(0, -20),
  'JSON with a comment': `${good} // sent twice`,
  'a list': `[${good}]`,
  'a number': '7',
  null: 'null',
  'another object': '{"detail":{}}',
  'an object with a half character as its key': '{"\\ud800":1}',
  'a message of half a character': spoilt('"Letter"', '"\\ud800"'),
  'a message of 200 kB': spoilt('"Letter"', `"${'m'.repeat(200_000)}"`),
  'a message that nobody knows': spoilt('"Letter"', '"Letters"'),
  'no reference': spoilt('"id":"L-1"', '"other":1'),
  'a reference of half a character': spoilt('"L-1"', '"\\udfff"'),
  'a reference of 200 kB': spoilt('"L-1"', `"${'L'.repeat(200_000)}"`),
  'a million brackets': '['.repeat(1_000_000),
  'a megabyte of anything': `{"a":"${'\u20ac'.repeat(340_000)}`,
  'a pointer that is none': '{"resume":{"reference":"L"}}',
};

describe('what is put on an outbox and can never be sent', () => {
  let database: StandIn;
  let dynamodb: DynamoDBClient;
  let queues: QueueStandIn;
  let sqs: SQSClient;
  let sns: SNSClient;
  let round = 0;
  let ports: SendPorts;
  let platformQueue: string;
  let said: string[];

  beforeAll(async () => {
    [database, queues] = await Promise.all([startEngine('dynalite'), startQueues(REGION)]);
    const client = {
      endpoint: queues.endpoint,
      region: REGION,
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    };
    dynamodb = clientOf({ endpoint: database.endpoint, region: REGION });
    sqs = new SQSClient(client);
    sns = new SNSClient(client);
  });
  afterAll(async () => {
    for (const client of [dynamodb, sqs, sns]) client.destroy();
    await Promise.all([database.close(), queues.close()]);
  });
  beforeEach(async () => {
    round += 1;
    await createLedgerTable(dynamodb, `ledger-${round}`);
    const { url, arn } = queues.createQueue(`platform-${round}`, {});
    platformQueue = url;
    const topic = queues.createTopic(`outcomes-${round}`);
    queues.subscribe(topic.arn, 'sqs', arn, { RawMessageDelivery: 'true' });
    said = [];
    const now = () => new Date('2026-11-22T09:00:00.000Z');
    ports = {
      authority: toyFaked({ now, send: () => expect.fail('it was sent') }),
      ledger: dynamoDbLedger({ client: dynamodb, tableName: `ledger-${round}`, retentionDays: 10 }),
      outcomes: snsOutcomes(sns, topic.arn),
      telemetry: { event: (name) => void said.push(name), problem: (name) => void said.push(name) },
      now,
      turn: async () => NO_TURN,
      report: async () => {},
      pauseSeconds: 60,
      waitForDeclarationMinutes: 60,
      ...trustingFrom(),
    };
  });

  const delivery = { id: 'queue-message', receiveCount: 1, sentAt: '2026-11-22T08:59:00.000Z' };
  const kept = async () => {
    const all = [];
    for await (const one of ports.ledger.unreadable(TOY, { since: '2', until: '3', limit: 9 })) all.push(one);
    return all;
  };
  const told = () => takeAll<Outcome>(sqs, platformQueue);

  it.each(Object.entries(refusable))(
    '[F10] [F13] is refused under its reference, with its text: %s',
    async (_, text) => {
      await dispatchText(text, delivery, ports);
      const records = await ports.ledger.records(key);
      expect(records).toMatchObject([{ type: 'refused', message: 'Letter', body: expect.any(String) }]);
      // Compared apart: a megabyte makes no good picture of a difference.
      expect(records[0]?.type === 'refused' && records[0].body === text).toBe(true);
      expect(await kept()).toEqual([]);
      const [outcome, ...others] = await told();
      expect(others).toEqual([]);
      expect(outcome).toMatchObject({ outcome: 'refused', status: 'refused', reference: 'L-1', message: 'Letter' });
      expectBounded(outcome);
      expect(said).toEqual(['submission.refused']);
    },
  );

  it.each(Object.entries(unreadable))('[F10] [F12] is kept with its lane, with its text: %s', async (_, text) => {
    // Handed out again, it is kept and published once, under one id.
    for (const receiveCount of [1, 2]) await dispatchText(text, { ...delivery, receiveCount }, ports);
    const [record, ...others] = await kept();
    expect(others).toEqual([]);
    expect(record).toMatchObject({ from: 'outbox', at: delivery.sentAt, id: 'queue-message' });
    expect(record?.bytes).toBe(Buffer.byteLength(text));
    expect(record?.body === text).toBe(true);
    expect(record?.faults.length).toBeGreaterThan(0);
    const outcomes = await told();
    expect(new Set(outcomes.map(({ id }) => id)).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ outcome: 'refused', status: 'refused', reference: null });
    expectBounded(outcomes[0]);
    expect(said).toEqual(['submission.unreadable', 'submission.unreadable']);
  });

  function expectBounded(outcome: Outcome | undefined) {
    const { faults = [], platform, message } = outcome ?? {};
    expect(faults.length).toBeGreaterThan(0);
    expect(faults.length).toBeLessThanOrEqual(limits.faults + 1);
    for (const text of [
      platform ?? '',
      message ?? '',
      ...faults.flatMap((fault) => Object.values(fault).map(String)),
    ]) {
      expect(text.length).toBeLessThanOrEqual(1000);
      expect(text).not.toMatch(/[\p{Cc}\p{Surrogate}\ufffe\uffff]/u);
    }
  }

  it('[F12] is none where a byte order mark stands before it', async () => {
    const sent: string[] = [];
    const send = async ({ body }: { body: string }) => {
      sent.push(body);
      return { kind: 'accepted', httpStatus: 200 } as const;
    };
    await dispatchText(`\ufeff${good}`, delivery, { ...ports, authority: { ...ports.authority, send } });
    expect(sent).toHaveLength(1);
    expect(await told()).toEqual([]);
    expect(await kept()).toEqual([]);
  });

  it('[F11] is told with how much there is and how much is taken', async () => {
    await dispatchText(refusable['more bytes than are taken'] as string, delivery, ports);
    expect((await told())[0]?.faults).toEqual([
      {
        pointer: '',
        rule: 'at most 1000000 bytes',
        found: expect.stringMatching(/^1\d{6} bytes$/),
        remedy: 'send less',
      },
    ]);
  });
});
