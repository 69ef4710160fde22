import { resumption } from '../../functions/ledger/items.ts';
import type { SentRecord } from '../../functions/ledger/records.ts';
import { parked, SENT_AT } from './parked.ts';

export const unclear = parked({ mayHaveArrived: true });
export const clear = parked({ httpStatus: 429 });
const resumedAt = '2026-11-22T09:01:01.000Z';
export const settledAt = '2026-11-22T09:01:02.000Z';
/** A send as it is taken up again after it was settled so. */
export const resumed = (settlement: SentRecord['settlement'], more: Partial<SentRecord> = {}): Partial<SentRecord> => ({
  ...resumption({ at: SENT_AT, ...(settlement && { settlement }) } as SentRecord, resumedAt),
  ...more,
});
const refused = { verdict: 'refused', httpStatus: 400, error: {}, at: settledAt } as const;
const arrived = { verdict: 'arrived', at: settledAt } as const;
const failedOnce = parked({ httpStatus: 200, technicalFailures: 1 });

type Row = [state: string, send: Partial<SentRecord>, fates: [string, string, string, string, string]];
/** The fate by what came: nothing, an answer, a functional error, a technical one, or that the reference is taken. */
export const fateTable: Row[] = [
  ['claimed', {}, ['sent', 'answered', 'rejected', 'failed', 'rejected']],
  ['repeated', { mayHaveArrived: true }, ['sent', 'answered', 'rejected', 'failed', 'sent']],
  ['held, its answer lost', { settlement: unclear }, ['waiting', 'answered', 'rejected', 'waiting', 'rejected']],
  ['held, and not taken', { settlement: clear }, ['waiting', 'answered', 'waiting', 'waiting', 'waiting']],
  ['held after it failed', { settlement: failedOnce }, ['waiting', 'answered', 'rejected', 'waiting', 'rejected']],
  ['resumed after a lost answer', resumed(unclear), ['sent', 'answered', 'rejected', 'failed', 'sent']],
  ['resumed, not taken before', resumed(clear), ['sent', 'answered', 'rejected', 'failed', 'rejected']],
  [
    'held again, not taken after a lost answer',
    resumed(unclear, { settlement: { ...clear, at: settledAt } }),
    ['waiting', 'answered', 'rejected', 'waiting', 'sent'],
  ],
  [
    'held again, an answer lost after it was not taken',
    resumed(clear, { settlement: { ...unclear, at: settledAt } }),
    ['waiting', 'answered', 'rejected', 'waiting', 'rejected'],
  ],
  ['refused', { settlement: refused }, ['refused', 'answered', 'refused', 'refused', 'refused']],
  [
    'refused after a lost answer',
    resumed(unclear, { settlement: refused }),
    ['refused', 'answered', 'refused', 'refused', 'refused'],
  ],
  ['arrived', { settlement: arrived }, ['sent', 'answered', 'rejected', 'failed', 'rejected']],
  [
    'arrived after a lost answer',
    resumed(unclear, { settlement: arrived }),
    ['sent', 'answered', 'rejected', 'failed', 'sent'],
  ],
];
