import '../support/toy/alone.ts';

import type { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import { redriveLane } from '../../desk/actions/redrive-lane.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { redriveLetters } from '../../desk/redrive/redrive.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';

/** A wish to stop that comes after the first step. */
function stoppable() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

const queues = { deadLetters: 'http://q/dead-letters', outbox: 'http://q/outbox' };

interface Entry {
  Id: string;
  MessageBody?: string;
  MessageAttributes?: { redrivenFrom: { StringValue: string } };
  ReceiptHandle?: string;
}
interface Call {
  constructor: { name: string };
  input: { Entries: Entry[]; MaxNumberOfMessages: number };
}

/** Two queues; `spoil` says which entries of a call fail, or throws. */
function queuesWith(count: number, spoil: (command: string, entry: Entry) => boolean = () => false) {
  const letters = Array.from({ length: count }, (_, n) => ({ id: `L-${n}`, isHidden: false }));
  const outbox: string[] = [];
  const redrivenFrom: string[] = [];
  const calls: string[] = [];
  const sqs = {
    async send({ constructor: { name }, input }: Call) {
      calls.push(name);
      if (name === 'ReceiveMessageCommand') {
        const found = letters.filter(({ isHidden }) => !isHidden).slice(0, input.MaxNumberOfMessages);
        for (const letter of found) letter.isHidden = true;
        return { Messages: found.map(({ id }) => ({ MessageId: id, ReceiptHandle: id, Body: `{"body": "${id}"}` })) };
      }
      const done = input.Entries.filter((entry) => !spoil(name, entry));
      for (const { MessageBody, ReceiptHandle, MessageAttributes } of done) {
        if (MessageAttributes) redrivenFrom.push(MessageAttributes.redrivenFrom.StringValue);
        const at = letters.findIndex(({ id }) => id === ReceiptHandle);
        if (MessageBody) outbox.push(MessageBody);
        else if (name === 'DeleteMessageBatchCommand') letters.splice(at, 1);
        else Object.assign(letters[at] ?? {}, { isHidden: false });
      }
      const failed = input.Entries.filter((entry) => !done.includes(entry));
      return {
        Successful: done.map(({ Id }) => ({ Id, MessageId: `m-${Id}` })),
        Failed: failed.map(({ Id }) => ({ Id, Code: 'InternalError' })),
      };
    },
  } as unknown as SQSClient;
  return { sqs, letters, outbox, redrivenFrom, calls };
}

describe('dead letters', () => {
  it('are put back as they were, all of them, ten at a time', async () => {
    const { sqs, letters, outbox, redrivenFrom } = queuesWith(23);
    const progress: number[] = [];
    const done = await redriveLetters(sqs, queues, { onProgress: (count) => progress.push(count) });
    expect(done).toEqual({ putBack: 23, failed: [], undeleted: 0 });
    expect(outbox).toEqual(Array.from({ length: 23 }, (_, n) => `{"body": "L-${n}"}`));
    // The sender knows its own claim by the id under which it was made.
    expect(redrivenFrom).toEqual(Array.from({ length: 23 }, (_, n) => `L-${n}`));
    expect(letters).toEqual([]);
    expect(progress).toEqual([10, 20, 23]);
  });

  it('are put back up to a limit', async () => {
    const { sqs, letters, outbox } = queuesWith(23);
    expect(await redriveLetters(sqs, queues, { limit: 12 })).toMatchObject({ putBack: 12 });
    expect([outbox.length, letters.length]).toEqual([12, 11]);
    expect(letters.every(({ isHidden }) => !isHidden)).toBe(true);
  });

  it('are put back until it is stopped; the record of actions says how far it came', async () => {
    const { sqs, letters } = queuesWith(23);
    const { signal, abort } = stoppable();
    const ends: unknown[] = [];
    const gateway: GatewayConnection = {
      ...connectionOf(TOY),
      queues: async () =>
        ({
          send: (command: Call) =>
            command.constructor.name === 'GetQueueAttributesCommand'
              ? { Attributes: { ApproximateNumberOfMessages: '23', ApproximateNumberOfMessagesNotVisible: '0' } }
              : sqs.send(command as never),
        }) as never,
      redrives: async () => ({ note: async () => {}, senderOf: async () => undefined }),
      ledger: async () => ({ noteLetter: async () => {} }) as never,
      deadLetters: async () => queues.deadLetters,
      outbox: async () => queues.outbox,
      actions: async () => ({ ...(await connectionOf(TOY).actions()), end: async (_, ...end) => void ends.push(end) }),
    };
    const done = await redriveLane(gateway, { lane: TOY, reason: 'ticket' }, abort, signal);
    expect(done).toMatchObject({ putBack: 10, hidden: 0, isStopped: true });
    expect(ends).toEqual([['stopped', '23 of 23 dead letters; 10 put back']]);
    expect(letters).toHaveLength(13);
  });

  it('are deleted only if their put was acknowledged; the others stay for the next try', async () => {
    const { sqs, letters, outbox } = queuesWith(12, (_, { MessageBody }) => MessageBody === '{"body": "L-3"}');
    const done = await redriveLetters(sqs, queues);
    expect(done).toEqual({ putBack: 9, failed: [{ sqsMessageId: 'L-3', error: 'InternalError' }], undeleted: 0 });
    expect(outbox).not.toContain('{"body": "L-3"}');
    expect(letters).toEqual(['L-3', 'L-10', 'L-11'].map((id) => ({ id, isHidden: false })));
  });

  it('are noted before they are put back; one that cannot be noted stays', async () => {
    const { sqs, letters, outbox, redrivenFrom } = queuesWith(3);
    const put: number[] = [];
    const done = await redriveLetters(sqs, queues, {
      async vouch({ id }) {
        put.push(outbox.length);
        if (id === 'L-1') throw Object.assign(new Error('no table'), { name: 'ResourceNotFoundException' });
        return `first-${id}`;
      },
    });
    expect(done).toEqual({
      putBack: 2,
      failed: [{ sqsMessageId: 'L-1', error: 'ResourceNotFoundException: no table' }],
      undeleted: 0,
    });
    expect(put).toEqual([0, 0, 0]);
    expect(redrivenFrom).toEqual(['first-L-0', 'first-L-2']);
    expect(letters).toEqual([{ id: 'L-1', isHidden: false }]);
  });

  it('all stay if the outbox cannot be reached', async () => {
    const { sqs, letters, calls } = queuesWith(12, (command) => {
      if (command === 'SendMessageBatchCommand')
        throw Object.assign(new Error('no route'), { name: 'NetworkingError' });
      return false;
    });
    const done = await redriveLetters(sqs, queues);
    expect(done.failed).toHaveLength(10);
    expect(done.failed[0]?.error).toBe('NetworkingError: no route');
    expect(letters).toHaveLength(12);
    expect(calls).not.toContain('DeleteMessageBatchCommand');
  });

  it.each(['an entry', 'the call'])('that could not be deleted (%s) are reported, and put back once', async (what) => {
    const { sqs, outbox } = queuesWith(12, (command, { Id }) => {
      if (command !== 'DeleteMessageBatchCommand') return false;
      if (what === 'the call') throw new Error('no route');
      return Id === '0';
    });
    const done = await redriveLetters(sqs, queues);
    expect(done).toEqual({ putBack: 10, failed: [], undeleted: what === 'the call' ? 10 : 1 });
    expect(outbox).toHaveLength(10);
  });
});
