import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawLetters } from '../../desk/actions/withdraw.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import { placeOf, readLetter } from '../../functions/outbox/letter.ts';
import { startQueues } from '../../local/stand-ins/queues.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { creation, submissionOf } from '../support/messages.ts';
import { countIn } from '../support/queues.ts';
import { declarationKey as key } from '../support/records.ts';
import { memoryLedger } from './support/memory-ledger.ts';

describe('[F8] dead letters are withdrawn', () => {
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

  it('those of the filing, which is refused with the reason and told; the others stay', async () => {
    const ledger = memoryLedger();
    const body = submissionOf(creation(key.reference));
    const { MessageId = '' } = await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: body }));
    const other = submissionOf(creation('ANOTHER'));
    await sqs.send(new SendMessageCommand({ QueueUrl: deadLetters, MessageBody: other }));
    await ledger.bury(placeOf(readLetter(body, 'delta-h7')), {
      ...{ type: 'stuck', letter: MessageId, at: '2026-11-22T09:00:00.000Z', message: 'Creation_H7' },
      ...{ platform: 'shop-1', handedOut: 12, since: '2026-11-22T03:00:00.000Z' },
    });
    const told: Outcome[] = [];
    const ports = {
      ledger,
      outcomes: { publish: async (outcome: Outcome) => void told.push(outcome) },
      now: () => new Date('2026-11-22T10:00:00.000Z'),
    };
    const done = await withdrawLetters(key, { reason: 'poison', message: undefined }, { sqs, deadLetters }, ports);
    expect(done).toMatchObject([{ reference: key.reference, message: 'Creation_H7', action: 'withdrawn' }]);
    const filing = readFiling(key, await ledger.records(key)).filing;
    expect(filing).toMatchObject({ status: 'refused', errors: [{ errorDescription: 'withdrawn: poison' }] });
    expect(filing.history.map(({ outcome }) => outcome).sort()).toEqual(['refused', 'stuck', 'withdrawn']);
    expect(told).toMatchObject([{ outcome: 'refused', reference: key.reference, platform: 'shop-1' }]);
    expect(await countIn(sqs, deadLetters)).toBe(1);
  });
});
