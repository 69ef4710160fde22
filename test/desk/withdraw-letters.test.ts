import '../support/toy/alone.ts';

import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawLetters } from '../../desk/actions/withdraw.ts';
import { withdraw } from '../../desk/commands/withdraw.ts';
import { answerOf } from '../../desk/filings/answers.ts';
import type { GatewayConnection } from '../../desk/gateway/gateway-connection.ts';
import { readCorrection } from '../../desk/replay/correction.ts';
import { runReplay } from '../../desk/replay/run.ts';
import { readSubmissions } from '../../desk/submit/submissions.ts';
import { initialState } from '../../functions/admission/state.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { ReceivedRecord } from '../../functions/ledger/records.ts';
import { placeOf, readLetter } from '../../functions/outbox/letter.ts';
import { startQueues } from '../../local/stand-ins/queues.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { parked } from '../support/parked.ts';
import { countIn, takeAll } from '../support/queues.ts';
import { letter, receipt, submissionOf } from '../support/toy/messages.ts';
import { letterKey as key, received, sent } from '../support/toy/records.ts';
import { TOY } from '../support/toy/register.ts';
import { connectionOf } from './support/connection.ts';
import { memoryFilingActions } from './support/memory-filing-actions.ts';
import { memoryLedger } from './support/memory-ledger.ts';
import { keptTerminal } from './support/terminal.ts';

const { reference } = key;

describe('[F8] withdrawing dead letters', () => {
  let queues: Awaited<ReturnType<typeof startQueues>>;
  let sqs: SQSClient;
  let deadLetters: string;
  beforeAll(async () => {
    const region = 'eu-west-3';
    queues = await startQueues(region);
    sqs = new SQSClient({
      ...{ endpoint: queues.endpoint, region },
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    });
    deadLetters = (await sqs.send(new CreateQueueCommand({ QueueName: 'dead' }))).QueueUrl as string;
  });
  afterAll(async () => {
    sqs?.destroy();
    await queues?.close();
  });

  it('removes those of the filing, which is refused with the reason, and publishes it; the others stay', async () => {
    const ledger = memoryLedger();
    const body = submissionOf('Letter', letter(key.reference));
    const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: body }));
    const other = submissionOf('Letter', letter('ANOTHER'));
    await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: other }));
    await ledger.keepLetter(placeOf(readLetter(body, TOY)), {
      ...{ type: 'stuck', letter: MessageId, at: '2026-11-22T09:00:00.000Z', message: 'Letter' },
      ...{ platform: 'shop-1', handedOut: 12, since: '2026-11-22T03:00:00.000Z' },
    });
    const told: Outcome[] = [];
    const ports = {
      ledger,
      outcomes: { publish: async (outcome: Outcome) => void told.push(outcome) },
      now: () => new Date('2026-11-22T10:00:00.000Z'),
    };
    const done = await withdrawLetters(key, { reason: 'poison', message: undefined }, { sqs, deadLetters }, ports);
    expect(done).toMatchObject([{ reference: key.reference, message: 'Letter', action: 'withdrawn' }]);
    const filing = readFiling(key, await ledger.records(key)).filing;
    expect(filing).toMatchObject({ status: 'refused', errors: [{ errorDescription: 'withdrawn: poison' }] });
    expect(filing.history.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'stuck', 'withdrawn']);
    expect(told).toMatchObject([{ outcome: 'refused', reference: key.reference, platform: 'shop-1' }]);
    expect(await countIn(sqs, deadLetters)).toBe(1);
    const [submission] = readSubmissions([{ name: 'a.json', text: body }]);
    if (!submission) throw new Error('nothing was read');
    const waitedFor = answerOf({ submission, key, before: [] }, await ledger.records(key));
    expect(waitedFor).toMatchObject({
      kind: 'refused',
      filing: { errors: [{ errorDescription: 'withdrawn: poison' }] },
    });
  });

  describe('if the message was sent', () => {
    /** Takes out the letter of a send, whose pointer or submission was left among the dead letters. */
    async function takenOut(
      change: (ledger: ReturnType<typeof memoryLedger>) => unknown,
      ...records: ReceivedRecord[]
    ) {
      const ledger = memoryLedger();
      await ledger.claim(key, sent());
      for (const record of records) await ledger.receive(key, record, { fact: 'answered' });
      const { kind, reference } = key;
      const resume = { authority: TOY, kind, reference, message: 'Letter', attempt: 1 };
      const body = JSON.stringify({ resume });
      const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: body }));
      await ledger.keepLetter(key, {
        ...{ type: 'stuck', letter: MessageId, at: '2026-11-22T09:30:00.000Z', message: 'Letter' },
        ...{ platform: 'shop-1', handedOut: 12, since: '2026-11-22T03:00:00.000Z' },
      });
      const before = await countIn(sqs, deadLetters);
      await change(ledger);
      const { terminal, out, err } = keptTerminal();
      const told: Outcome[] = [];
      const gateway: GatewayConnection = {
        ...connectionOf(TOY),
        ledger: async () => ledger,
        queues: async () => sqs,
        deadLetters: async () => deadLetters,
        outcomes: async () => ({ publish: async (outcome) => void told.push(outcome) }),
        actor: async () => 'anna',
        actions: async () => ({
          keep: async () => ({ month: '', entry: '' }),
          end: async () => {},
          async *between() {},
        }),
      };
      const code = await withdraw({ reference, reason: 'left over' }, () => gateway, terminal);
      expect(await countIn(sqs, deadLetters)).toBe(before - 1);
      return {
        code,
        said: out.join(),
        warned: err.join(),
        told,
        filing: readFiling(key, await ledger.records(key)).filing,
      };
    }

    it('refuses and publishes it if it is open', async () => {
      const { code, said, told, filing } = await takenOut(() => {});
      expect([code, filing.status]).toEqual([0, 'refused']);
      expect(said).toContain('withdrawn');
      expect(told).toMatchObject([{ outcome: 'refused' }]);
    });

    it('publishes it once if it is parked', async () => {
      const { code, said, told } = await takenOut((ledger) => ledger.settle(key, sent(), parked()));
      expect([code, said.match(/withdrawn|removed/g)]).toEqual([0, ['withdrawn']]);
      expect(told).toMatchObject([{ outcome: 'refused' }]);
    });

    it('only removes the letter if it is answered, and says so', async () => {
      const { code, said, warned, told, filing } = await takenOut(() => {}, received('Receipt', receipt()));
      expect([code, filing.status, told, warned]).toEqual([0, 'answered', [], '']);
      expect(said).toMatch(/^removed .*had been dealt with already/);
    });

    it('only removes the letter if it was settled meanwhile', async () => {
      const { code, said, told } = await takenOut((ledger) => {
        ledger.settle = async () => false;
      });
      expect([code, told]).toEqual([0, []]);
      expect(said).toMatch(/^removed /);
    });
  });

  describe('submitting them again', () => {
    const since = '2026-11-22T03:00:00.000Z';

    /** A filing with a dead letter, beside one of another filing, submitted again with these changes. */
    async function again(body: string, claimed: boolean, set: string[] = []) {
      const ledger = memoryLedger();
      if (claimed) await ledger.claim(key, sent());
      const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: body }));
      await ledger.keepLetter(key, {
        ...{ type: 'stuck', letter: MessageId, at: '2026-11-22T09:30:00.000Z', message: 'Letter', since },
        ...{ platform: 'shop-1', handedOut: 12 },
        ...(claimed && { claimed: { attempt: 1, messageId: 'm-1', status: 'sent' as const } }),
      });
      expect(readFiling(key, await ledger.records(key)).filing.status).toBe('stuck');
      const outbox = (await sqs.send(new CreateQueueCommand({ QueueName: `outbox-${MessageId}` }))).QueueUrl as string;
      const before = await countIn(sqs, deadLetters);
      const noted: string[] = [];
      const filingActions = memoryFilingActions();
      const gateway: GatewayConnection = {
        ...connectionOf(TOY),
        ...{ ledger: async () => ledger, queues: async () => sqs, outbox: async () => outbox },
        deadLetters: async () => deadLetters,
        laneSwitch: async () => ({ state: async () => initialState }) as never,
        filingActions: async () => filingActions,
        redrives: async () => ({
          note: async (_, { claimId }) => void noted.push(claimId),
          senderOf: async () => undefined,
        }),
      };
      const correction = readCorrection({ set });
      const run = () => runReplay(gateway, [key], { reason: 'cause is gone', correction, sleep: async () => {} });
      const { rows } = await run();
      return { rows, before, noted, ledger, id: MessageId, put: await takeAll(sqs, outbox), run };
    }

    it('takes one that was never claimed off its queue, corrected', async () => {
      const body = submissionOf('Letter', letter(key.reference));
      const { rows, before, put, ledger, run } = await again(body, false, ['/wish="a boat"']);
      expect(rows).toEqual([{ reference, action: 'replayed', messageId: expect.any(String) }]);
      expect(put).toMatchObject([
        { message: 'Letter', platform: 'shop-1', payload: { id: reference, wish: 'a boat' } },
      ]);
      expect(await countIn(sqs, deadLetters)).toBe(before - 1);
      expect(readFiling(key, await ledger.records(key)).filing.status).toBe('waiting');
      expect((await run()).rows).toMatchObject([{ action: 'skipped', reason: 'it waits, and goes by itself' }]);
    });

    it('[OM-4] puts one that was claimed back as it is, vouched for, and leaves it out where it is corrected', async () => {
      const body = submissionOf('Letter', letter(key.reference));
      const { rows, put, noted, id } = await again(body, true);
      expect([rows, noted]).toEqual([[{ reference, action: 'replayed' }], [id]]);
      expect(put).toEqual([JSON.parse(body)]);
      const corrected = await again(body, true, ['/wish="a boat"']);
      expect(corrected.rows).toMatchObject([{ action: 'skipped', reason: expect.stringContaining('perhaps sent') }]);
      expect(await countIn(sqs, deadLetters)).toBe(corrected.before);
    });
  });
});
