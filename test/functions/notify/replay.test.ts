import { describe, expect, it } from 'vitest';
import type { LedgerRecord, SentRecord, Settlement } from '../../../functions/ledger/records.ts';
import { replayLater } from '../../../functions/notify/replay.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { parked } from '../../support/parked.ts';
import { complaint, technicalError, wrong } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { letterKey, received, sent } from '../../support/toy/records.ts';

const now = new Date('2026-11-22T09:00:10.000Z');
const rules = { delaySeconds: 300, times: 2 };

/** The fate of the first of some sends, oldest first, after a complaint. */
async function settledAfter(
  sends: SentRecord | SentRecord[],
  errors: AuthorityError[],
  path: string = paths.complaints,
  earlier: LedgerRecord[] = [],
): Promise<Settlement | undefined> {
  const ledger = memoryLedger();
  const [first, ...later] = [sends].flat() as [SentRecord, ...SentRecord[]];
  for (const record of [first, ...later]) await ledger.claim(letterKey, record);
  const error = received('Complaint', complaint(errors), { path });
  const records = [...(await ledger.records(letterKey)), ...earlier, error];
  await replayLater(letterKey, records, error.messageId, rules, ledger, now);
  return (await ledger.sent(letterKey, first))?.settlement;
}

const technical = [technicalError];

describe('a message on which the authority failed technically', () => {
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

  it('is sent again also where the authority says nothing of what failed', async () => {
    expect(await settledAfter(sent(), [{}])).toMatchObject({ error: {}, technicalFailures: 1 });
  });

  it('[H7-Etech] is sent again also where another message awaits what becomes of it', async () => {
    const hurry = sent({
      message: 'Hurry',
      at: '2026-11-22T09:00:01.000Z',
      messageId: 'm-2',
      settlement: parked({ awaitsDeclaration: true }),
    });
    expect(await settledAfter([sent(), hurry], technical)).toMatchObject({ technicalFailures: 1 });
  });

  it('is left alone on a functional error, on an error about another message, and on one of before', async () => {
    expect(await settledAfter(sent(), [wrong])).toBeUndefined();
    expect(await settledAfter(sent(), technical, paths.hurryComplaints)).toBeUndefined();
    expect(await settledAfter(sent({ resumedAt: '2026-11-22T09:00:07.000Z' }), technical)).toBeUndefined();
  });

  it('is left alone on a functional error that follows a technical one', async () => {
    const before = received('Complaint', complaint(technical, { messageId: 'e-0' }));
    expect(await settledAfter(sent(), [wrong], paths.complaints, [before])).toBeUndefined();
  });

  it('is left as it is where it waits or was refused already, and where a later one of its kind was sent', async () => {
    const settlement = parked();
    expect(await settledAfter(sent({ settlement }), technical)).toEqual(settlement);
    const failed = parked({ technicalFailures: 1 });
    expect(await settledAfter(sent({ settlement: failed }), technical)).toEqual(failed);
    const corrected = sent({ attempt: 2, at: '2026-11-22T09:00:01.000Z', messageId: 'm-2' });
    expect(await settledAfter([sent(), corrected], technical)).toBeUndefined();
  });
});
