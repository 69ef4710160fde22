import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { submit } from '../../desk/commands/submit.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { callsOf, putOnOutbox } from '../../desk/gateway/outbox.ts';
import { putLine } from '../../desk/render/submitted.ts';
import type { OutboxSubmission } from '../../desk/submit/outbox-submission.ts';
import { letter, submissionOf } from '../support/toy/messages.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const submission = (reference: string, body = '{}'): OutboxSubmission => ({
  source: `${reference}.json`,
  authority: TOY,
  message: 'Letter',
  platform: 'shop-1',
  reference,
  body,
});
const KILOBYTE = 1024;

interface Batch {
  Entries: { Id: string; MessageBody: string; MessageGroupId?: string }[];
}

/** A queue whose result of each call a test decides. */
function queueThat(answer: (batch: Batch, call: number) => unknown) {
  const batches: Batch[] = [];
  const send = async ({ input }: { input: Batch }) => answer(input, batches.push(input));
  return { batches, sqs: { send } as unknown as SQSClient };
}
const takeAll = ({ Entries }: Batch) => ({ Successful: Entries.map(({ Id }) => ({ Id, MessageId: `m-${Id}` })) });

describe('submissions go on a queue', () => {
  it('in calls of ten', () => {
    const bodies = Array.from({ length: 25 }, () => ({ body: '{}' }));
    expect(callsOf(bodies).map((call) => call.length)).toEqual([10, 10, 5]);
  });

  it('in calls of one mebibyte, counted in bytes', () => {
    const bodies = [400, 400, 400, 1024, 1].map((size) => ({ body: 'x'.repeat(size * KILOBYTE) }));
    expect(callsOf(bodies).map((call) => call.length)).toEqual([2, 1, 1, 1]);
    const accents = [{ body: 'é'.repeat(500 * KILOBYTE) }, { body: 'é'.repeat(500 * KILOBYTE) }];
    expect(callsOf(accents)).toHaveLength(2);
  });

  it('all of them, each with the id that the queue gave it', async () => {
    const { batches, sqs } = queueThat(takeAll);
    const progress: number[] = [];
    const puts = await putOnOutbox(
      sqs,
      'http://q/outbox',
      [...'abcdefghijkl'].map((name) => submission(name)),
      (count) => progress.push(count),
    );
    expect(batches.map(({ Entries }) => Entries.length)).toEqual([10, 2]);
    expect(puts.map(({ submission, error }) => [submission.reference, error])).toEqual(
      [...'abcdefghijkl'].map((name) => [name, null]),
    );
    expect(puts[11]?.sqsMessageId).toBe('m-1');
    expect(progress.at(-1)).toBe(12);
  });
});

it('has submissions in the group of their platform, and dead letters in the group that they had', async () => {
  const { batches, sqs } = queueThat(takeAll);
  const bodies = ['{"platform":"shop-1"}', '{"platform":"shop-2"}', '{"platform":"no name"}', '{}', 'no JSON'];
  await putOnOutbox(sqs, 'http://q/outbox', [
    ...bodies.map((body) => ({ body })),
    { body: '{"platform":"shop-1"}', group: 'shop-9' },
    { body: '{"resume":{}}', group: 'shop-1' },
  ]);
  const groups = batches.flatMap(({ Entries }) => Entries.map(({ MessageGroupId }) => MessageGroupId));
  expect(groups).toEqual(['shop-1', 'shop-2', undefined, undefined, undefined, 'shop-9', 'shop-1']);
});

describe('submissions that are stopped on their way', () => {
  it('are told apart: what was not reached is not put', async () => {
    const stop = new AbortController();
    const { batches, sqs } = queueThat((batch) => {
      stop.abort();
      return takeAll(batch);
    });
    const all = Array.from({ length: 120 }, (_, n) => submission(`L-${n}`));
    const puts = await putOnOutbox(sqs, 'http://q/outbox', all, () => {}, stop.signal);
    const put = puts.filter(({ error }) => error === null).length;
    expect(put).toBe(batches.length * 10);
    expect(put).toBeLessThan(120);
    expect(puts.filter(({ isStopped }) => isStopped)).toHaveLength(120 - put);
  });

  it('are said to be submitted again, and the answers to those that were put are waited for no longer', async () => {
    const { sqs } = queueThat((batch) => {
      process.emit('SIGINT');
      return takeAll(batch);
    });
    const gateway: GatewayConnection = {
      ...connectionOf(TOY),
      queues: async () => sqs,
      outbox: async () => 'http://q/outbox',
      ledger: async () => memoryLedger(),
    };
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'submit-')), 'many.ndjson');
    writeFileSync(file, Array.from({ length: 120 }, (_, n) => submissionOf('Letter', letter(`L-${n}`))).join('\n'));
    const { terminal, out, err } = keptTerminal();
    expect(await submit({ files: [file], waitSeconds: 60, json: true }, () => gateway, terminal)).toBe(1);
    const rows: { error: string | null; answer?: string }[] = JSON.parse(out.join(''));
    expect(rows.filter(({ answer }) => answer === 'none')).toHaveLength(rows.filter(({ error }) => !error).length);
    expect(rows.some(({ error }) => error === 'it was not put, since that was stopped')).toBe(true);
    expect(err).toEqual([
      'Stopped. To go on, submit the same again: what was put is known by then, and is not sent twice.',
      'Stopped waiting. To follow: npx declarant list --since 5m',
    ]);
    expect(process.listenerCount('SIGINT')).toBe(0);
    rmSync(path.dirname(file), { recursive: true });
  });
});

describe('a submission that the queue does not take', () => {
  it('is reported, and the others of the call are put', async () => {
    const { sqs } = queueThat(() => ({
      Successful: [{ Id: '0', MessageId: 'm-0' }],
      Failed: [{ Id: '1', Code: 'InternalError', Message: 'try again', SenderFault: false }],
    }));
    const puts = await putOnOutbox(sqs, 'http://q/outbox', [submission('a'), submission('b'), submission('c')]);
    const { terminal } = keptTerminal();
    expect(puts.map((put) => putLine(put, terminal))).toEqual([
      'put      a  Letter  on outbox  a.json',
      'not put  b  Letter  b.json: InternalError: try again',
      'not put  c  Letter  c.json: SQS did not say what became of it',
    ]);
  });

  it('does not keep other calls from being made if its whole call fails', async () => {
    const { sqs } = queueThat((batch, call) => {
      if (call === 1) throw Object.assign(new Error('no route'), { name: 'NetworkingError' });
      return takeAll(batch);
    });
    const puts = await putOnOutbox(
      sqs,
      'http://q/outbox',
      Array.from({ length: 12 }, (_, index) => submission(`L-${index}`)),
    );
    expect(puts.slice(0, 10).map(({ error }) => error)).toEqual(Array(10).fill('NetworkingError: no route'));
    expect(puts.slice(10).map(({ error }) => error)).toEqual([null, null]);
  });

  it('is not tried if it is larger than any queue takes', async () => {
    const { batches, sqs } = queueThat(takeAll);
    const puts = await putOnOutbox(sqs, 'http://q/outbox', [
      submission('large', 'x'.repeat(1024 * KILOBYTE + 1)),
      submission('small'),
    ]);
    expect(puts.map(({ error }) => error)).toEqual(['it is larger than 1 MiB, which no queue takes', null]);
    expect(batches.flatMap(({ Entries }) => Entries)).toHaveLength(1);
  });
});
