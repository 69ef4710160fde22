import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { turnedDown } from '../../../functions/notify/turned-down.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { errorMessage } from '../../support/messages.ts';

const key: FilingKey = { authority: 'delta-h7', kind: 'declaration', reference: 'L-1' };
const sent = (message: string, at: string, more: Partial<SentRecord> = {}): SentRecord => ({
  ...{ type: 'sent', message, attempt: 1, at, messageId: `out-${message}`, platform: 'shop-1' },
  ...{ digest: 'd', claimedBy: 'q', body: '{}' },
  ...more,
});
const error = (path: string, at: string, body = errorMessage('L-1')): LedgerRecord => ({
  ...{ type: 'received', message: 'Error_H7', path, at, messageId: 'e-1' },
  ...{ body: JSON.stringify(body), drift: [] },
});
const of = (...records: LedgerRecord[]) => turnedDown(readFiling(key, records), records.at(-1) as ReceivedRecord);

describe('the message that an error turns down', () => {
  const creation = sent('Creation_H7', '2026-11-22T10:00:00.000Z');
  const validation = sent('Validation_H7', '2026-11-22T11:00:00.000Z');
  const { declarationErrors, validationErrors } = toOperator;

  it('is the latest one whose errors come on its path', () => {
    const late = '2026-11-22T12:00:00.000Z';
    expect(of(creation, validation, error(declarationErrors, late))).toEqual({ message: 'Creation_H7' });
    expect(of(creation, validation, error(validationErrors, late))).toEqual({ message: 'Validation_H7' });
    const fallback = sent('Fallback_H7', '2026-11-22T11:30:00.000Z');
    expect(of(creation, fallback, error(declarationErrors, late))).toEqual({ message: 'Fallback_H7' });
  });

  it('is not known where none was sent from here', () => {
    expect(of(error(declarationErrors, '2026-11-22T12:00:00.000Z'))).toEqual({ message: 'unknown' });
  });

  it('is none where the error proves that an earlier try had arrived', () => {
    const again = { ...creation, mayHaveArrived: true as const };
    const duplicate = errorMessage('L-1', [
      { errorType: 1, errorCode: 'H7_NAT_000', errorPointer: 'header.lrn', errorDescription: 'already there' },
    ]);
    const record = error(declarationErrors, '2026-11-22T12:00:00.000Z', duplicate);
    expect(of(creation, record)).toEqual({ message: 'Creation_H7' });
    expect(of(again, record)).toBe('proof');
  });
});
