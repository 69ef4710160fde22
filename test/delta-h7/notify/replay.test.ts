import { describe, expect, it } from 'vitest';
import type { LedgerRecord, SentRecord, Settlement } from '../../../functions/ledger/records.ts';
import { replayLater } from '../../../functions/notify/replay.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { errorMessage } from '../../support/messages.ts';
import { declarationKey, received, sent, technicalError } from '../../support/records.ts';

const now = new Date('2026-11-22T09:00:10.000Z');
const rules = { delaySeconds: 300, times: 2 };

/** The fate of the first of some sends, oldest first, after an Error_H7. */
async function settledAfter(
  sends: SentRecord | SentRecord[],
  errors: unknown[],
  path: string = toOperator.declarationErrors,
  earlier: LedgerRecord[] = [],
): Promise<Settlement | undefined> {
  const ledger = memoryLedger();
  const [first, ...later] = [sends].flat() as [SentRecord, ...SentRecord[]];
  for (const record of [first, ...later]) await ledger.claim(declarationKey, record);
  const error = received('Error_H7', errorMessage('FR26-TEST-1', errors), { path });
  const records = [...(await ledger.records(declarationKey)), ...earlier, error];
  await replayLater(declarationKey, records, error.messageId, rules, ledger, now);
  return (await ledger.sent(declarationKey, first))?.settlement;
}

const technical = [technicalError];

describe('a message on which customs failed technically', () => {
  it('[H7-Etech] is sent again after the configured delay', async () => {
    expect(await settledAfter(sent(), technical)).toEqual({
      verdict: 'parked',
      httpStatus: 200,
      error: technicalError,
      at: '2026-11-22T09:00:10.000Z',
      due: '2026-11-22T09:05:10.000Z',
      technicalFailures: 1,
    });
  });

  it('[H7-Etech] is sent again also where customs says nothing of what failed', async () => {
    expect(await settledAfter(sent(), [{}])).toMatchObject({ error: {}, technicalFailures: 1 });
  });

  it.each([[[]], [['wrong']], [[{ code: 'C1' }]]])(
    '[H7-Etech] is not sent again where what customs says cannot be read: %j',
    async (errors) => {
      expect(await settledAfter(sent(), errors)).toBeUndefined();
    },
  );
});
