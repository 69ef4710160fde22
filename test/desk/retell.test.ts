import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { retell } from '../../desk/commands/retell.ts';
import { messagesBetween } from '../../desk/filings/messages-between.ts';
import { type RetellPorts, retellLetters } from '../../desk/retell/retell.ts';
import type { StoredMessage, Untold } from '../../schemas/untold.ts';
import { openBooks } from '../support/books/kept-books.ts';
import { letterLife } from '../support/toy/life.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const message = (n: number): StoredMessage => ({ filing: `toy/declaration/L-${n}`, entry: `received/${n}` });
const own = (n: number) => {
  const untold: Untold = { untold: { ...message(n), error: 'TypeError', at: NOW.toISOString() } };
  return JSON.stringify(untold);
};
const ofLambda = JSON.stringify({
  DDBStreamBatchInfo: {
    ...{ approximateArrivalOfFirstRecord: '2026-11-22T08:00:00Z', batchSize: 3 },
    approximateArrivalOfLastRecord: '2026-11-22T08:00:00Z',
  },
});

interface Call {
  constructor: { name: string };
  input: { Entries: { Id: string; ReceiptHandle: string }[]; MaxNumberOfMessages: number };
}

/** A queue of these messages; what was shown again is handed out again, as by SQS. */
function queueOf(bodies: readonly string[], deletes = true) {
  const letters = bodies.map((body, n) => ({ id: `${n}`, body, isHidden: false }));
  const sqs = {
    async send({ constructor: { name }, input }: Call) {
      if (name === 'ReceiveMessageCommand') {
        const found = letters.filter(({ isHidden }) => !isHidden).slice(0, input.MaxNumberOfMessages);
        for (const letter of found) letter.isHidden = true;
        return { Messages: found.map(({ id, body }) => ({ MessageId: id, ReceiptHandle: id, Body: body })) };
      }
      for (const { ReceiptHandle } of input.Entries) {
        const at = letters.findIndex(({ id }) => id === ReceiptHandle);
        if (name === 'ChangeMessageVisibilityBatchCommand') Object.assign(letters[at] ?? {}, { isHidden: false });
        else if (deletes) letters.splice(at, 1);
      }
      return { Successful: deletes ? input.Entries : [] };
    },
  } as unknown as SQSClient;
  return { sqs, left: () => letters.map(({ id, isHidden }) => (isHidden ? `${id} hidden` : id)) };
}

function portsOf(sqs: SQSClient, poison: readonly string[] = [], inSpan: readonly StoredMessage[] = []) {
  const calls: string[][] = [];
  const ports: RetellPorts = {
    ...{ sqs, untold: 'http://q/untold' },
    async notifyAgain(messages) {
      calls.push(messages.map(({ entry }) => entry));
      return messages.map(({ filing }) =>
        poison.includes(filing) ? { isTold: false, error: 'TypeError' } : { isTold: true },
      );
    },
    async *messagesBetween() {
      yield* inSpan;
    },
  };
  return { ports, calls };
}

describe('untold messages of the authority', () => {
  it('are told of, ten entries in a call, and taken off the queue', async () => {
    const { sqs, left } = queueOf(Array.from({ length: 12 }, (_, n) => own(n)));
    const { ports, calls } = portsOf(sqs);
    const progress: number[] = [];
    const retold = await retellLetters(ports, { onProgress: (told) => progress.push(told) });
    expect(retold).toEqual({ told: 12, done: 12, staying: 0, stillUntold: [], undeleted: 0 });
    expect(calls.map(({ length }) => length)).toEqual([10, 2]);
    expect(progress).toEqual([10, 12]);
    expect(left()).toEqual([]);
  });

  it('stay on the queue if they still fail, after one try, and can be read again at once', async () => {
    const { sqs, left } = queueOf([own(1), own(2), own(3)]);
    const { ports, calls } = portsOf(sqs, ['toy/declaration/L-2']);
    expect(await retellLetters(ports)).toEqual({
      ...{ told: 2, done: 2, staying: 1, undeleted: 0 },
      stillUntold: [{ ...message(2), error: 'TypeError' }],
    });
    expect(calls).toHaveLength(1);
    expect(left()).toEqual(['1']);
  });

  it('that Lambda knows only by their time are told of with all of that time; one failure keeps the entry', async () => {
    const inSpan = [message(1), message(2)];
    const all = queueOf([ofLambda]);
    expect(await retellLetters(portsOf(all.sqs, [], inSpan).ports)).toMatchObject({ told: 2, done: 1 });
    expect(all.left()).toEqual([]);
    const some = queueOf([ofLambda]);
    const retold = await retellLetters(portsOf(some.sqs, ['toy/declaration/L-2'], inSpan).ports);
    expect(retold).toMatchObject({ told: 1, done: 0, staying: 1 });
    expect(some.left()).toEqual(['0']);
  });

  it('are told of until it is stopped: of a period that was not gone through, the entry stays', async () => {
    const controller = new AbortController();
    const { sqs, left } = queueOf([ofLambda, own(1)]);
    const { ports, calls } = portsOf(
      sqs,
      [],
      Array.from({ length: 120 }, (_, n) => message(n)),
    );
    const stopAt = (most: number) => (told: number) => (told >= most ? controller.abort() : undefined);
    const retold = await retellLetters(ports, { onProgress: stopAt(40), signal: controller.signal });
    expect(retold).toMatchObject({ told: 51, done: 1, staying: 1 });
    expect(calls.map(({ length }) => length)).toEqual([1, 50]);
    expect(left()).toEqual(['0']);
  });

  it('are told of up to a limit of entries', async () => {
    const { sqs, left } = queueOf([own(1), own(2), own(3)]);
    expect(await retellLetters(portsOf(sqs).ports, { limit: 2 })).toMatchObject({ told: 2, done: 2 });
    expect(left()).toEqual(['2']);
  });

  it('that could not be deleted are told of once', async () => {
    const { sqs } = queueOf(
      Array.from({ length: 12 }, (_, n) => own(n)),
      false,
    );
    const { ports, calls } = portsOf(sqs);
    expect(await retellLetters(ports)).toMatchObject({ told: 10, undeleted: 10 });
    expect(calls).toHaveLength(1);
  });

  it('all stay on the queue if the function cannot be invoked', async () => {
    const { sqs, left } = queueOf([own(1), own(2)]);
    const { ports } = portsOf(sqs);
    const notifyAgain = () => Promise.reject(new Error('not allowed'));
    await expect(retellLetters({ ...ports, notifyAgain })).rejects.toThrow('not allowed');
    expect(left()).toEqual(['0', '1']);
  });
});

it('the messages between two instants are those received then, without sent messages', async () => {
  const ledger = memoryLedger();
  const life = letterLife(ledger);
  await life.sent('L-1', '2026-11-22T08:00:00.000Z');
  await life.validated('L-1', '2026-11-21T23:59:00.000Z');
  await life.released('L-1', '2026-11-22T08:30:00.000Z');
  await life.rejected('L-2', '2026-11-22T08:31:00.000Z');
  await life.released('L-3', '2026-11-22T09:00:01.000Z');
  const found: string[] = [];
  const span = { since: new Date('2026-11-21T23:00:00Z'), until: new Date('2026-11-22T09:00:00Z') };
  const books = await openBooks(ledger);
  for await (const { filing } of messagesBetween(ledger, books, [TOY], span))
    found.push(filing.slice('toy/declaration/'.length));
  expect(found.sort()).toEqual(['L-1', 'L-1', 'L-2']);
});

it.each([
  [{ until: '1h' }, '--until ends what --since begins'],
  [{ since: '1h', limit: 3 }, '--limit counts what is on the queue'],
  [{ since: '1h', until: '2h' }, '--since 1h lies after --until 2h'],
])('retell refuses contradictory options: %j', async (given, why) => {
  const options = { limit: undefined, since: undefined, until: undefined, dryRun: false, json: false, ...given };
  const open = () => connectionOf(TOY);
  await expect(retell(options, open, keptTerminal().terminal, NOW)).rejects.toThrow(why);
});
