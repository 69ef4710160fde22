import { describe, expect, it } from 'vitest';
import type { LedgerRecord, SentRecord, Settlement } from '../../../functions/ledger/records.ts';
import { replayLater } from '../../../functions/receive/replay.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { errorMessage, functionalError } from '../../support/messages.ts';

const key = { authority: 'delta-h7', kind: 'declaration', reference: 'FR26-TEST-1' } as const;
const now = new Date('2026-11-22T09:00:10.000Z');
const rules = { delaySeconds: 300, times: 2 };

const sent = (more: Partial<SentRecord> = {}): SentRecord => ({
  type: 'sent',
  message: 'Creation_H7',
  attempt: 1,
  at: '2026-11-22T09:00:00.000Z',
  messageId: 'm-1',
  platform: 'shop-1',
  digest: 'd',
  claimedBy: 'q-1',
  body: '{}',
  ...more,
});

/** What becomes of a send on which an Error_H7 came. */
async function settledAfter(
  record: SentRecord,
  errors: unknown[],
  path: string = toOperator.declarationErrors,
): Promise<Settlement | undefined> {
  const ledger = memoryLedger();
  await ledger.claim(key, record);
  const error: LedgerRecord = {
    type: 'received',
    message: 'Error_H7',
    path,
    at: '2026-11-22T09:00:05.000Z',
    messageId: 'e-1',
    body: JSON.stringify(errorMessage('FR26-TEST-1', errors)),
    drift: [],
  };
  await ledger.receive(key, error, { fact: 'failed' });
  await replayLater(key, await ledger.records(key), 'e-1', rules, ledger, now);
  return (await ledger.sent(key, record))?.settlement;
}

const technical = [{ errorDescription: 'Service indisponible' }];

describe('a message on which customs failed technically', () => {
  it('[H7-Etech] is sent again after the configured delay', async () => {
    expect(await settledAfter(sent(), technical)).toMatchObject({
      verdict: 'held',
      due: '2026-11-22T09:05:10.000Z',
      technicalFailures: 1,
    });
  });

  it('[H7-Etech] is sent again so many times and no more', async () => {
    expect(await settledAfter(sent({ technicalFailures: 1 }), technical)).toMatchObject({ technicalFailures: 2 });
    expect(await settledAfter(sent({ technicalFailures: 2 }), technical)).toBeUndefined();
  });

  it('is left alone on a functional error, on an error about another message, and on one of before', async () => {
    expect(await settledAfter(sent(), [functionalError()])).toBeUndefined();
    expect(await settledAfter(sent(), technical, toOperator.validationErrors)).toBeUndefined();
    expect(await settledAfter(sent({ resumedAt: '2026-11-22T09:00:06.000Z' }), technical)).toBeUndefined();
  });
});
