import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { redriveLetters } from '../../../desk/redrive/redrive.ts';
import { initialState } from '../../../functions/admission/state.ts';
import type { HousekeepingPorts } from '../../../functions/housekeeping/ports.ts';
import { recordDeadLetters } from '../../../functions/housekeeping/record-dead-letters.ts';
import { dynamoDbCursors } from '../../../functions/ledger/cursors.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { sqsDeadLetters } from '../../../functions/outbox/dead-letters.ts';
import { placeOf, readLetter } from '../../../functions/outbox/letter.ts';
import type { StandIn } from '../../../local/stand-ins/calls.ts';
import { type QueueStandIn, startQueues } from '../../../local/stand-ins/queues.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { clientOf, createLedgerTable, startEngine } from '../../support/dynamodb.ts';
import { memoryFeedCursors } from '../../support/memory-feed-cursors.ts';
import { letter, receipt, submissionOf } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const REGION = 'eu-west-3';
const lane = {
  authority: TOY,
  share: { perSecond: 1, perHour: 100 },
  warnDays: 3,
  overdueMinutes: 30,
} as const;
const keyOf = (reference: string): FilingKey => ({ authority: TOY, kind: 'declaration', reference });

/** Runs on a queue and a table of its own, with the deployed clients. */
describe('dead letters', () => {
  let database: StandIn;
  let dynamodb: DynamoDBClient;
  let queues: QueueStandIn;
  let sqs: SQSClient;
  let round = 0;
  let urls: { deadLetters: string; outbox: string };
  let ports: HousekeepingPorts;
  let now: Date;
  let told: Outcome[];
  let problems: { name: string; message?: unknown }[];

  beforeAll(async () => {
    [database, queues] = await Promise.all([startEngine('dynalite'), startQueues(REGION)]);
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    dynamodb = clientOf({ endpoint: database.endpoint, region: REGION });
    sqs = new SQSClient({ endpoint: queues.endpoint, region: REGION, credentials });
  });
  afterAll(async () => {
    dynamodb.destroy();
    sqs.destroy();
    await Promise.all([database.close(), queues.close()]);
  });
  beforeEach(async () => {
    round += 1;
    const tableName = `ledger-${round}`;
    const make = async (name: string) =>
      (await sqs.send(new CreateQueueCommand({ QueueName: `${name}-${round}` }))).QueueUrl as string;
    await createLedgerTable(dynamodb, tableName);
    urls = { deadLetters: await make('dead-letters'), outbox: await make('outbox') };
    now = new Date('2026-11-22T09:00:00.000Z');
    told = [];
    problems = [];
    ports = {
      ledger: dynamoDbLedger({ client: dynamodb, tableName, retentionDays: 100 }),
      async *openFilings() {},
      cursors: dynamoDbCursors(dynamodb, tableName),
      outcomes: { publish: async (outcome) => void told.push(outcome) },
      telemetry: { event() {}, problem: (name, fields = {}) => void problems.push({ ...fields, name }) },
      admissionOf: async () => initialState,
      releaseAll: async () => [],
      hasTime: () => true,
      deadLetters: sqsDeadLetters(sqs, { [TOY]: urls.deadLetters }),
      feedCursors: memoryFeedCursors(),
      poll: async () => {},
      platformTrust: 'apart',
      now: () => now,
    };
  });

  const land = async (body: string) =>
    (await sqs.send(new SendMessageCommand({ QueueUrl: urls.deadLetters, MessageBody: body }))).MessageId as string;
  const housekeep = () => recordDeadLetters(lane, ports);
  const filing = async (reference: string) => {
    const key = keyOf(reference);
    return readFiling(key, await ports.ledger.records(key)).filing;
  };
  const redrive = () =>
    redriveLetters(sqs, urls, {
      note: ({ id, body }) =>
        ports.ledger.noteLetter(placeOf(readLetter(body, TOY)), id, { redrivenAt: now.toISOString() }),
    });
  const take = async (QueueUrl: string): Promise<Message[]> =>
    (await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }))).Messages ??
    [];
  const claimed = (reference: string, claimedBy: string, more: Partial<SentRecord> = {}): Promise<boolean> =>
    ports.ledger.claim(keyOf(reference), {
      type: 'sent',
      message: 'Letter',
      attempt: 1,
      at: '2026-11-22T08:00:00.000Z',
      messageId: `out-${reference}`,
      platform: 'shop-1',
      digest: 'd',
      claimedBy,
      body: '{}',
      ...more,
    });

  it('are recorded and told once for each landing, not each minute, and stay to be put back at once', async () => {
    const id = await land(submissionOf('Letter', letter('STUCK-1')));
    for (let minute = 0; minute < 3; minute += 1) await housekeep();
    expect(told).toMatchObject([
      {
        id: `stuck/${id}`,
        outcome: 'stuck',
        reference: 'STUCK-1',
        kind: 'declaration',
        message: 'Letter',
        platform: 'shop-1',
        status: 'stuck',
        errors: [{ errorDescription: expect.stringMatching(/^among the dead letters: .*never claimed/) }],
      },
    ]);
    expect(problems).toMatchObject([{ name: 'outbox.dead-letter', message: 'Letter', sqsMessageId: id }]);
    expect(await filing('STUCK-1')).toMatchObject({
      status: 'stuck',
      platform: 'shop-1',
      history: [{ message: 'Letter', outcome: 'stuck' }],
    });
    expect(await take(urls.deadLetters)).toHaveLength(1);
  });

  it('that point to a reminder in the place of its letter are told as the reminder that they are', async () => {
    await claimed('STUCK-1', 'q-1', { settlement: { verdict: 'refused', httpStatus: 400, error: {}, at: '2026' } });
    await claimed('STUCK-1', 'q-2', { message: 'Reminder', claimedAs: 'Letter', attempt: 2, messageId: 'f' });
    await land(JSON.stringify({ resume: { ...keyOf('STUCK-1'), message: 'Letter', attempt: 2 } }));
    await housekeep();
    expect(told).toMatchObject([{ outcome: 'stuck', message: 'Reminder', messageId: 'f' }]);
  });

  it('say how often they were handed out and since when', async () => {
    await land(submissionOf('Letter', letter('STUCK-1')));
    for (let n = 0; n < 3; n += 1) {
      const [message] = await take(urls.deadLetters);
      await sqs.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl: urls.deadLetters,
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
    }
    await housekeep();
    const [buried] = (await ports.ledger.records(keyOf('STUCK-1'))).filter((record) => record.type === 'stuck');
    expect(buried).toMatchObject({ handedOut: 3, since: expect.stringMatching(/^20\d\d-/) });
    expect((await filing('STUCK-1')).errors[0]?.errorDescription).toContain('handed out 3 times since 20');
  });

  it('[F9] are recorded with what SQS says of them, whatever attributes a platform gave its message', async () => {
    const text = (StringValue: string) => ({ DataType: 'String', StringValue });
    const MessageAttributes = {
      redrivenFrom: text('x'.repeat(3000)),
      handedOut: text('often'),
      onOutboxSince: text('z'.repeat(3000)),
    };
    const bodies = [submissionOf('Letter', letter('STUCK-1')), 'no JSON'];
    for (const MessageBody of bodies)
      await sqs.send(new SendMessageCommand({ QueueUrl: urls.deadLetters, MessageBody, MessageAttributes }));
    await housekeep();
    const [buried] = (await ports.ledger.records(keyOf('STUCK-1'))).filter((record) => record.type === 'stuck');
    expect(buried).toMatchObject({ handedOut: 0, since: expect.stringMatching(/^20\d\d-/) });
    const kept: unknown[] = [];
    const ever = { since: '0', until: '9', limit: 10 };
    for await (const one of ports.ledger.unreadable(TOY, ever)) kept.push(one);
    expect(kept).toMatchObject([{ body: 'no JSON', at: expect.stringMatching(/^20\d\d-/) }]);
    expect(told).toHaveLength(2);
  });

  it('say what is known of the send: never claimed, claimed and perhaps sent, or settled', async () => {
    const ids = await Promise.all(
      ['CLAIMED', 'REFUSED', 'OTHER'].map((id) => land(submissionOf('Letter', letter(id)))),
    );
    const refused = { verdict: 'refused', httpStatus: 400, error: {}, at: '2026-11-22T08:00:01.000Z' } as const;
    await claimed('CLAIMED', ids[0] ?? '');
    await claimed('REFUSED', ids[1] ?? '', { settlement: refused });
    await claimed('OTHER', 'another submission');
    await housekeep();
    const known = Object.fromEntries(told.map(({ reference, errors }) => [reference, errors?.[0]?.errorDescription]));
    expect(known).toEqual({
      CLAIMED: expect.stringContaining('claimed, and perhaps sent'),
      REFUSED: expect.stringContaining('claimed, and its message is refused'),
      OTHER: expect.stringContaining('never claimed'),
    });
    const status = async (id: string) => (await filing(id)).status;
    expect([await status('CLAIMED'), await status('REFUSED'), await status('OTHER')]).toEqual([
      'stuck',
      'refused',
      'sent',
    ]);
  });

  it('that were claimed hold nothing up once the authority has answered', async () => {
    await claimed('ANSWERED', await land(submissionOf('Letter', letter('ANSWERED'))));
    await housekeep();
    expect((await filing('ANSWERED')).status).toBe('stuck');
    const record = {
      type: 'received',
      message: 'Receipt',
      path: paths.receipts,
      at: '2026-11-22T09:00:01.000Z',
      messageId: 'r-1',
      body: JSON.stringify(receipt({ id: 'ANSWERED' })),
      drift: [],
    } as const;
    await ports.ledger.receive(keyOf('ANSWERED'), { ...record, drift: [] }, { fact: 'validated' });
    expect(await filing('ANSWERED')).toMatchObject({ status: 'answered', errors: [] });
  });

  it('that point to a send which waits are recorded, though it goes again by itself', async () => {
    const at = '2026-11-22T08:00:00.000Z';
    const settlement = { verdict: 'parked', httpStatus: 500, error: {}, at, due: '2026-11-22T10:00:00.000Z' } as const;
    await claimed('WAITS', 'q-1', { settlement });
    await land(JSON.stringify({ resume: { ...keyOf('WAITS'), message: 'Letter', attempt: 1 } }));
    await housekeep();
    expect(told).toMatchObject([{ reference: 'WAITS', platform: 'shop-1', messageId: 'out-WAITS', status: 'waiting' }]);
    expect((await filing('WAITS')).status).toBe('waiting');
  });

  it.each([
    ['apart', undefined, 'sent'],
    ['shared', 'stuck', 'stuck'],
  ] as const)(
    '[F33] that name what another platform filed say and change nothing of it (%s)',
    async (trust, said, status) => {
      ports = { ...ports, platformTrust: trust };
      await claimed('ANOTHERS', 'q-1', { platform: 'shop-1' });
      const id = await land(submissionOf('Reminder', letter('ANOTHERS'), { platform: 'shop-2' }));
      for (let minute = 0; minute < 2; minute += 1) await housekeep();
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({ outcome: 'stuck', platform: 'shop-2', reference: 'ANOTHERS' });
      expect(told[0]?.status).toBe(said);
      expect(JSON.stringify(told).includes('shop-1')).toBe(false);
      expect(await filing('ANOTHERS')).toMatchObject({ status, platform: 'shop-1' });
      expect(problems).toHaveLength(1);
      const place = { authority: TOY, lane: true } as const;
      expect(Boolean(await ports.ledger.letter(place, id))).toBe(trust === 'apart');
    },
  );

  it('that cannot be read are recorded with their lane, and told', async () => {
    const ids = [await land('not json'), await land(JSON.stringify({ authority: TOY, message: 'Other' }))];
    for (let minute = 0; minute < 2; minute += 1) await housekeep();
    expect(told.map(({ outcome, reference, platform }) => [outcome, reference, platform])).toEqual([
      ['stuck', null, null],
      ['stuck', null, null],
    ]);
    for (const id of ids)
      expect(await ports.ledger.letter({ authority: TOY, lane: true }, id)).toMatchObject({ message: '' });
  });

  it('[F12] that cannot be read are listed with their lane, with their text, once', async () => {
    const id = await land('{"authority":"toy","cut');
    await land(submissionOf('Letter', letter('READABLE')));
    for (let minute = 0; minute < 2; minute += 1) await housekeep();
    const found = [];
    for await (const one of ports.ledger.unreadable(TOY, { since: '0', until: '9', limit: 9 })) found.push(one);
    expect(found).toMatchObject([
      { from: 'outbox', id, body: '{"authority":"toy","cut', isDeadLetter: true, platform: null, message: null },
    ]);
    expect(found[0]?.faults).toMatchObject([{ rule: 'a submission is JSON' }]);
  });

  it('are recorded also where another one cannot be, of which the failure is told', async () => {
    for (const id of ['FAILS', 'GOES']) await land(submissionOf('Letter', letter(id)));
    const { outcomes } = ports;
    const publish = (outcome: Outcome) =>
      outcome.reference === 'FAILS' ? Promise.reject(new Error('no topic')) : outcomes.publish(outcome);
    ports = { ...ports, outcomes: { publish } };
    await expect(housekeep()).rejects.toThrow('no topic');
    await expect(housekeep()).rejects.toThrow('no topic');
    expect(told.map(({ reference }) => reference)).toEqual(['GOES']);
    expect((await filing('GOES')).status).toBe('stuck');
    ports = { ...ports, outcomes };
    await housekeep();
    expect(told.map(({ reference }) => reference)).toEqual(['GOES', 'FAILS']);
  });

  it('are told again under the same id where the telling or the record failed', async () => {
    const id = await land(submissionOf('Letter', letter('TWICE')));
    const { ledger, outcomes } = ports;
    ports = { ...ports, ledger: { ...ledger, keepLetter: () => Promise.reject(new Error('no table')) } };
    await expect(housekeep()).rejects.toThrow('no table');
    ports = { ...ports, ledger, outcomes: { publish: () => Promise.reject(new Error('no topic')) } };
    await expect(housekeep()).rejects.toThrow('no topic');
    ports = { ...ports, outcomes };
    await housekeep();
    await housekeep();
    expect(told.map((outcome) => outcome.id)).toEqual([`stuck/${id}`, `stuck/${id}`]);
    expect(problems).toHaveLength(1);
  });

  it('are all found, a hundred new ones a minute', async () => {
    await Promise.all(Array.from({ length: 105 }, (_, n) => land(submissionOf('Letter', letter(`MANY-${n}`)))));
    await housekeep();
    expect(told).toHaveLength(100);
    await housekeep();
    expect(new Set(told.map(({ reference }) => reference)).size).toBe(105);
    expect(told).toHaveLength(105);
  });

  it('cost one question a minute where there are none', async () => {
    for (const { calls } of [queues, database]) calls.reset();
    await housekeep();
    expect(queues.calls.counts()).toEqual({ GetQueueAttributes: 1 });
    expect(database.calls.total()).toBe(0);
  });

  it('that were put back are stuck no more, and are recorded anew where they land again', async () => {
    const first = await land(submissionOf('Letter', letter('AGAIN')));
    await housekeep();
    now = new Date('2026-11-22T09:05:00.000Z');
    expect(await redrive()).toMatchObject({ putBack: 1 });
    expect(await filing('AGAIN')).toMatchObject({
      status: 'waiting',
      history: [{ outcome: 'stuck' }, { outcome: 'redriven', at: now.toISOString() }],
    });
    const [put] = await take(urls.outbox);
    await claimed('AGAIN', first);
    const { MessageId: second } = await sqs.send(
      new SendMessageCommand({
        QueueUrl: urls.deadLetters,
        MessageBody: put?.Body,
        MessageAttributes: { redrivenFrom: { DataType: 'String', StringValue: first } },
      }),
    );
    now = new Date('2026-11-22T09:10:00.000Z');
    await housekeep();
    expect(told.map(({ id }) => id)).toEqual([`stuck/${first}`, `stuck/${second}`]);
    expect((await filing('AGAIN')).errors[0]?.errorDescription).toContain('claimed, and perhaps sent');
  });
});
