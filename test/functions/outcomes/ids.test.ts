import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey, SentRecord } from '../../../functions/ledger/records.ts';
import { type NotifyPorts, notify } from '../../../functions/notify/notify.ts';
import { endedOutcome } from '../../../functions/outcomes/ended.ts';
import { sendId } from '../../../functions/outcomes/send-id.ts';
import type { SendPorts } from '../../../functions/send/ports.ts';
import { refuse } from '../../../functions/send/refuse.ts';
import type { FaultySubmission } from '../../../functions/send/submission.ts';
import { messageOf } from '../../../schemas/catalogue.ts';
import type { InboundMessage } from '../../../schemas/contract.ts';
import type { Outcome } from '../../../schemas/outcome.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { letterKey, requestKey, sent } from '../../support/toy/records.ts';
import { TOY } from '../../support/toy/register.ts';

const refused = { verdict: 'refused', error: {}, at: '2026-11-22T09:00:01.000Z' } as const;

/** Sends that all have the one messageId that their platform gave them. */
const sends: [FilingKey, SentRecord][] = [
  [letterKey, sent()],
  [letterKey, sent({ attempt: 2, digest: 'd-2' })],
  [letterKey, sent({ message: 'Hurry' })],
  [{ ...letterKey, reference: 'L-2' }, sent()],
  [{ ...requestKey, reference: letterKey.reference }, sent()],
];

describe('the id of an outcome', () => {
  it.each([
    ['refused', (key: FilingKey, one: SentRecord) => endedOutcome(key, one, refused).id],
    ['unclear', (key: FilingKey, one: SentRecord) => endedOutcome(key, one, { ...refused, verdict: 'unclear' }).id],
    ['waiting', (key: FilingKey, one: SentRecord) => sendId('waiting', key, one)],
  ])('[H7-T5] is that of one send alone, also under one messageId: %s', (_, idOf) => {
    const ids = sends.map(([key, one]) => idOf(key, one));
    expect(new Set(ids).size).toBe(sends.length);
    expect(sends.map(([key, one]) => idOf(key, { ...one }))).toEqual(ids);
  });

  it('is that of one filing alone, also where a request and a declaration have one reference', async () => {
    const ids: string[] = [];
    const ports = {
      outcomes: { publish: async ({ id }: Outcome) => void ids.push(id) },
      overdueMinutes: {},
      release: async () => {},
    };
    const contract = messageOf(TOY, 'Complaint') as InboundMessage;
    const notice = { contract, messageId: 'e-1', at: '2026-11-22T09:00:01.000Z', digest: 'd-1', isNews: true };
    for (const key of [letterKey, { ...requestKey, reference: letterKey.reference }])
      await notify(readFiling(key, [sent()]), { errors: [{}] }, notice, ports as unknown as NotifyPorts);
    expect(new Set(ids).size).toBe(2);
  });

  it('is another one where the same text is refused for another reason', async () => {
    const ids: string[] = [];
    const ports = {
      outcomes: { publish: async ({ id }: Outcome) => void ids.push(id) },
      ...{
        ledger: memoryLedger(),
        telemetry: { event: () => {} },
        authority: { name: TOY },
        now: () => new Date(),
      },
    };
    for (const found of ['nothing', 'a declaration that was rejected', 'nothing']) {
      const faults = [{ pointer: '/payload/id', rule: 'anticipated', found, remedy: 'file it' }];
      const submission = {
        key: letterKey,
        faults,
        digest: 'd-1',
        text: '{}',
        message: 'Hurry',
        platform: 'shop-1',
      };
      await refuse(
        submission as unknown as FaultySubmission,
        { id: 'q-1', receiveCount: 1 },
        ports as unknown as SendPorts,
      );
    }
    expect(ids[1]).not.toBe(ids[0]);
    expect(ids[2]).toBe(ids[0]);
  });
});
