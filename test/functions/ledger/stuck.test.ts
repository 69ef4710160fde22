import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord, StuckRecord } from '../../../functions/ledger/records.ts';
import { ARRIVED_AT, SENT_AT } from '../../support/parked.ts';
import { complaint, receipt, technicalError } from '../../support/toy/messages.ts';
import { letterKey, received, sent } from '../../support/toy/records.ts';

const merged = (...records: LedgerRecord[]) => readFiling(letterKey, records).filing;
const letter = (more: Partial<StuckRecord> = {}): StuckRecord => ({
  type: 'stuck',
  letter: 'q-1',
  at: ARRIVED_AT,
  message: 'Letter',
  platform: 'shop-1',
  handedOut: 5,
  since: SENT_AT,
  ...more,
});
const claimed = { attempt: 1, messageId: 'm-1', status: 'sent' } as const;
const redrivenAt = '2026-11-22T10:00:00.000Z';

describe('a filing of which a message lies among the dead letters', () => {
  it('[H7-S5] is stuck, and says why, whether its message was claimed or not', () => {
    const reason = `among the dead letters: handed out 5 times since ${SENT_AT}, `;
    expect(merged(letter())).toMatchObject({
      status: 'stuck',
      platform: 'shop-1',
      errors: [{ errorDescription: `${reason}and never claimed: by this nothing was sent` }],
    });
    expect(merged(sent(), letter({ claimed }))).toMatchObject({
      status: 'stuck',
      errors: [{ errorDescription: `${reason}claimed, and perhaps sent` }],
    });
  });

  it('is as what was sent has it, where that came through all the same', () => {
    expect(merged(sent(), received('Receipt', receipt()), letter({ claimed }))).toMatchObject({
      status: 'answered',
      errors: [],
    });
  });

  it('waits once it was put back, unless there is more to say of it', () => {
    const back = letter({ redrivenAt });
    expect(merged(back)).toMatchObject({ status: 'waiting', platform: 'shop-1', errors: [] });
    const error = received('Complaint', complaint([technicalError]));
    expect(merged(error, back)).toMatchObject({ status: 'failed', errors: [technicalError] });
    expect(merged(back, sent({ at: redrivenAt }))).toMatchObject({ status: 'sent' });
    const errors = [{ errorPointer: '/x' }];
    const refused = { type: 'refused', message: 'Letter', at: SENT_AT, platform: 'shop-2', digest: 'd', errors };
    expect(merged(refused as LedgerRecord, back)).toMatchObject({ status: 'refused', platform: 'shop-2', errors });
  });

  it('shows in its history that it was found there and put back', () => {
    const entry = { direction: 'sent', message: 'Letter', httpStatus: null };
    expect(merged(letter()).history).toEqual([{ ...entry, at: ARRIVED_AT, messageId: null, outcome: 'stuck' }]);
    expect(merged(sent(), letter({ claimed, redrivenAt })).history.slice(1)).toEqual([
      { ...entry, at: ARRIVED_AT, messageId: 'm-1', outcome: 'stuck' },
      { ...entry, at: redrivenAt, messageId: 'm-1', outcome: 'redriven' },
    ]);
  });
});
