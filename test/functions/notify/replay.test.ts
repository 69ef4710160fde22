import { describe, expect, it } from 'vitest';
import type { LedgerRecord, SentRecord, Settlement } from '../../../functions/ledger/records.ts';
import { replayLater } from '../../../functions/notify/replay.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { errorMessage, functionalError } from '../../support/messages.ts';
import { declarationKey, parked, received, sent, technicalError } from '../../support/records.ts';

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

  it('[H7-Etech] is sent again so many times and no more', async () => {
    expect(await settledAfter(sent({ technicalFailures: 1 }), technical)).toMatchObject({ technicalFailures: 2 });
    expect(await settledAfter(sent({ technicalFailures: 2 }), technical)).toBeUndefined();
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

  it('[H7-Etech] is sent again also where another message awaits what becomes of it', async () => {
    const validation = sent({
      message: 'Validation_H7',
      at: '2026-11-22T09:00:01.000Z',
      messageId: 'm-2',
      settlement: parked({ awaitsDeclaration: true }),
    });
    expect(await settledAfter([sent(), validation], technical)).toMatchObject({ technicalFailures: 1 });
  });

  it('is left alone on a functional error, on an error about another message, and on one of before', async () => {
    expect(await settledAfter(sent(), [functionalError()])).toBeUndefined();
    expect(await settledAfter(sent(), technical, toOperator.validationErrors)).toBeUndefined();
    expect(await settledAfter(sent({ resumedAt: '2026-11-22T09:00:07.000Z' }), technical)).toBeUndefined();
  });

  it('is left alone on a functional error that follows a technical one', async () => {
    const before = received('Error_H7', errorMessage('FR26-TEST-1', technical, 'e-0'));
    expect(await settledAfter(sent(), [functionalError()], toOperator.declarationErrors, [before])).toBeUndefined();
  });

  it('is left as it is where it waits or was refused already, and where a later one of its kind was sent', async () => {
    const settlement = parked();
    expect(await settledAfter(sent({ settlement }), technical)).toEqual(settlement);
    const corrected = sent({ attempt: 2, at: '2026-11-22T09:00:01.000Z', messageId: 'm-2' });
    expect(await settledAfter([sent(), corrected], technical)).toBeUndefined();
  });
});
