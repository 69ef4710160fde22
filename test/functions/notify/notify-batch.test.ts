import { setImmediate } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { filingId, receivedEntry } from '../../../functions/ledger/items.ts';
import type { FilingKey, ReceivedRecord } from '../../../functions/ledger/records.ts';
import type { Tellings } from '../../../functions/ledger/tellings.ts';
import { remembering } from '../../../functions/notify/failed-calls.ts';
import { notifyAgain } from '../../../functions/notify/notify-again.ts';
import { type NotifyBatchPorts, notifyBatch } from '../../../functions/notify/notify-batch.ts';
import { sqsRelease } from '../../../functions/outbox/outbox.ts';
import { OutcomeNotTaken, snsOutcomesInBatches } from '../../../functions/outcomes/batches.ts';
import type { StoredMessage, Untold } from '../../../schemas/untold.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { memoryTellings } from '../../desk/support/memory-tellings.ts';
import { news } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const NOW = '2026-11-22T08:00:00.000Z';
const keyOf = (reference: string): FilingKey => ({ authority: TOY, kind: 'declaration', reference });

/** A port where nobody listens. */
const nowhere = {
  ...{ endpoint: 'http://127.0.0.1:1', region: 'eu-west-3', maxAttempts: 1 },
  credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
};
const unreachable = () =>
  snsOutcomesInBatches(remembering(new SNSClient(nowhere)), 'arn:aws:sns:eu-west-3:000000000000:topic');

function notifier(more: Partial<NotifyBatchPorts> = {}) {
  const ledger = memoryLedger();
  const told: string[] = [];
  const aside: Untold['untold'][] = [];
  const events: string[] = [];
  const ports: NotifyBatchPorts = {
    ledger,
    outcomes: { publish: async ({ reference }) => void told.push(String(reference)) },
    putAside: async ({ untold }) => void aside.push(untold),
    telemetry: {
      event: (name, fields) => events.push(`${name} ${JSON.stringify(fields)}`),
      problem: (name, fields) => events.push(`${name} ${JSON.stringify(fields)}`),
    },
    release: async () => {},
    overdueMinutes: {},
    technicalReplay: {},
    tellings: memoryTellings(),
    now: () => new Date(NOW),
    ...more,
  };
  /** Stores a message, and returns its record of the stream, numbered by its reference. */
  async function stored(reference: string, message = 'News', body: object = {}): Promise<DynamoDBRecord> {
    const record: ReceivedRecord = {
      ...{ type: 'received', message, path: paths.news, messageId: `m-${reference}`, at: NOW },
      ...{ body: JSON.stringify({ ...news({ id: reference, messageId: `m-${reference}` }), ...body }), drift: [] },
    };
    await ledger.receive(keyOf(reference), record, { fact: 'released' });
    return streamed(filingId(keyOf(reference)), receivedEntry(record), reference);
  }
  return { ports, told, aside, events, stored };
}

const streamed = (filing: string, entry: string, SequenceNumber: string): DynamoDBRecord => ({
  dynamodb: { Keys: { filing: { S: filing }, entry: { S: entry } }, SequenceNumber },
});
const keysOf = ({ dynamodb }: DynamoDBRecord): StoredMessage => ({
  filing: dynamodb?.Keys?.['filing']?.S ?? '',
  entry: dynamodb?.Keys?.['entry']?.S ?? '',
});

describe('a batch of stored messages', () => {
  it('goes on behind one that cannot be told of, which is put aside with where it is and why', async () => {
    const { ports, told, aside, events, stored } = notifier();
    const poison = await stored('2', 'Ruling', { note: 'secret' });
    expect(await notifyBatch([await stored('1'), poison, await stored('3')], ports)).toEqual([]);
    expect(told).toEqual(['1', '3']);
    expect(aside).toEqual([
      {
        ...keysOf(poison),
        ...{ authority: TOY, kind: 'declaration', reference: '2', messageId: 'm-2' },
        ...{ error: 'TypeError', at: NOW },
      },
    ]);
    expect(events).toEqual([expect.stringMatching(/^callback\.put-aside /)]);
    expect(JSON.stringify([aside, events])).not.toContain('secret');
  });

  it('comes again from the first that a failed call held up; what cannot be told behind it is put aside then', async () => {
    const down = { outcomes: unreachable() };
    const { ports, aside, events, stored } = notifier(down);
    const batch = [await stored('1'), await stored('2', 'Ruling'), await stored('3')];
    expect(await notifyBatch(batch, ports)).toEqual([{ itemIdentifier: '1' }]);
    expect(aside).toEqual([]);
    expect(events.map((line) => line.split(' ')[0])).toEqual(['notification.failed', 'notification.failed']);

    expect(await notifyBatch(batch.slice(1), ports)).toEqual([{ itemIdentifier: '3' }]);
    expect(aside.map(({ reference }) => reference)).toEqual(['2']);
  });

  it('comes again where the ledger cannot be reached', async () => {
    const client = remembering(new DynamoDBClient(nowhere));
    const { ports, aside, stored } = notifier();
    const ledger = dynamoDbLedger({ client, tableName: 'ledger', retentionDays: 1 });
    expect(await notifyBatch([await stored('1')], { ...ports, ledger })).toEqual([{ itemIdentifier: '1' }]);
    expect(aside).toEqual([]);
  });

  it('comes again where what awaited it cannot be put back, and is put aside where it has no outbox', async () => {
    const url = 'http://127.0.0.1:1/000000000000/outbox';
    const sqs = remembering(new SQSClient({ ...nowhere, useQueueUrlAsEndpoint: false }));
    for (const [outboxes, error] of [
      [{ [TOY]: url }, undefined],
      [{}, 'TypeError'],
    ] as const) {
      const { ports, aside, stored } = notifier({ release: sqsRelease(sqs, outboxes) });
      const via = { kind: 'request', reference: 'R-1' } as const;
      const asked = {
        type: 'asked',
        message: 'Recall',
        attempt: 1,
        messageId: 'out',
        at: NOW,
      } as const;
      await ports.ledger.ask(keyOf('1'), { ...asked, via });
      const again = await notifyBatch([await stored('1')], ports);
      expect([again.length, aside.map((one) => one.error)]).toEqual(error ? [0, [error]] : [1, []]);
    }
  });

  it('comes again where SNS took others and not this one', async () => {
    const publish = () => Promise.reject(new OutcomeNotTaken('Throttled'));
    const { ports, aside, events, stored } = notifier({ outcomes: { publish } });
    expect(await notifyBatch([await stored('1')], ports)).toEqual([{ itemIdentifier: '1' }]);
    expect(aside).toEqual([]);
    expect(events).toEqual([expect.stringContaining('"error":"OutcomeNotTaken","code":"Throttled"')]);
  });

  it('comes again where what cannot be told could not be put aside either', async () => {
    const { ports, told, events, stored } = notifier({ putAside: () => Promise.reject(new Error('no queue')) });
    expect(await notifyBatch([await stored('1', 'Ruling'), await stored('2')], ports)).toEqual([
      { itemIdentifier: '1' },
    ]);
    expect(told).toEqual(['2']);
    expect(events).toEqual([expect.stringMatching(/^notification\.failed /)]);
  });

  it.each([
    ['is not in the ledger', 'toy/declaration/X', 'received/1', 'NotFound'],
    ['has no keys', '', '', 'NotFound'],
  ])('puts aside what %s', async (_, filing, entry, error) => {
    const { ports, aside } = notifier();
    expect(await notifyBatch([streamed(filing, entry, '1')], ports)).toEqual([]);
    expect(aside).toMatchObject([{ filing, entry, error }]);
  });
});

it('what is told again says of each what became of it, and is put aside nowhere', async () => {
  const { ports, told, aside, events, stored } = notifier();
  const messages = [await stored('1', 'Ruling'), await stored('2')].map(keysOf);
  expect(await notifyAgain(messages, ports)).toEqual([{ isTold: false, error: 'TypeError' }, { isTold: true }]);
  expect([told, aside, events]).toEqual([['2'], [], []]);
  const down = { ...ports, outcomes: unreachable() };
  expect(await notifyAgain(messages.slice(1), down)).toMatchObject([{ isTold: false, code: 'ECONNREFUSED' }]);
});

describe('what is noted of a batch, for the desk', () => {
  const message = (reference: string) => ({ messageId: `m-${reference}`, at: NOW });
  async function noted(tellings: Tellings, reference: string) {
    const one = message(reference);
    return (await tellings.of(keyOf(reference), [one])).get(one);
  }

  it('is what each platform was told, and what was put aside, and told in the end', async () => {
    const tellings = memoryTellings();
    const { ports, stored } = notifier({ tellings });
    const batch = [await stored('1'), await stored('2', 'Ruling')];
    await notifyBatch(batch, ports);
    expect(await noted(tellings, '1')).toEqual([{ at: NOW, end: 'released' }]);
    expect(await noted(tellings, '2')).toEqual([{ at: NOW, end: 'aside' }]);
    expect(await noted(tellings, '3')).toBeUndefined();

    const later = '2026-11-25T08:00:00.000Z';
    await notifyAgain(batch.map(keysOf), { ...ports, now: () => new Date(later) });
    expect(await noted(tellings, '1')).toEqual([
      { at: NOW, end: 'released' },
      { at: later, end: 'released' },
    ]);
    expect(await noted(tellings, '2')).toEqual([{ at: NOW, end: 'aside' }]);
  });

  it('never fails it: a note that cannot be made is an event', async () => {
    const tellings = { note: () => Promise.reject(new Error('no table')) };
    const { ports, told, events, stored } = notifier({ tellings });
    expect(await notifyBatch([await stored('1')], ports)).toEqual([]);
    expect([told, events]).toEqual([['1'], ['notification.unnoted {"count":1,"error":"Error"}']]);
    expect(await notifyAgain([keysOf(await stored('2'))], ports)).toEqual([{ isTold: true }]);
  });

  it('is made after a crash between publishing and the note, by the same batch again', async () => {
    const kept = memoryTellings();
    const dying = { ...kept, note: () => new Promise<void>(() => {}) };
    const { ports, told, stored } = notifier({ tellings: dying });
    const batch = [await stored('1')];
    const ended = await Promise.race([notifyBatch(batch, ports), setImmediate('killed')]);
    expect([ended, told, await noted(kept, '1')]).toEqual(['killed', ['1'], undefined]);
    expect(await notifyBatch(batch, { ...ports, tellings: kept })).toEqual([]);
    expect([told, await noted(kept, '1')]).toEqual([['1', '1'], [{ at: NOW, end: 'released' }]]);
  });

  it('leaves out what comes again, and keeps what was told behind it', async () => {
    const tellings = memoryTellings();
    const publish = async ({ reference }: { reference: string | null }) => {
      if (reference === '1') throw new OutcomeNotTaken('Throttled');
    };
    const { ports, stored } = notifier({ tellings, outcomes: { publish } });
    await notifyBatch([await stored('1'), await stored('2')], ports);
    expect(await noted(tellings, '1')).toBeUndefined();
    expect(await noted(tellings, '2')).toEqual([{ at: NOW, end: 'released' }]);
  });
});
