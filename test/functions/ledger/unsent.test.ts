import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord, RefusedRecord } from '../../../functions/ledger/records.ts';
import { errorMessage, functionalError, response } from '../../support/messages.ts';
import { declarationKey, received, stated, technicalError } from '../../support/records.ts';

const merged = (...records: LedgerRecord[]) => readFiling(declarationKey, records).filing;
const refused = (more: Partial<RefusedRecord> = {}): RefusedRecord => ({
  type: 'refused',
  message: 'Creation_H7',
  at: '2026-11-22T08:00:00.000Z',
  platform: 'shop-1',
  digest: 'd-0',
  errors: [{ errorPointer: '/x' }],
  ...more,
});

describe('a filing of which nothing was sent', () => {
  it('is answered where customs speaks of it, and belongs to no platform', () => {
    expect(merged(received('Response_H7', response()))).toMatchObject({
      status: 'answered',
      platform: null,
      declaration: null,
      errors: [],
    });
  });

  it('is rejected where customs has only errors, and failed where these are technical', () => {
    expect(merged(received('Error_H7', errorMessage()))).toMatchObject({
      status: 'rejected',
      errors: [functionalError()],
    });
    expect(merged(received('Error_H7', errorMessage('L', [technicalError])))).toMatchObject({
      status: 'failed',
      errors: [technicalError],
    });
  });

  it('shows the errors of all messages, and none once customs answered', () => {
    const records = [
      received('Error_H7', errorMessage('L', [technicalError], 'e-1')),
      received('Error_H7', errorMessage('L', [functionalError()], 'e-2')),
    ];
    expect(merged(...records)).toMatchObject({ status: 'rejected', errors: [technicalError, functionalError()] });
    expect(merged(...records, received('Response_H7', response()))).toMatchObject({ status: 'answered', errors: [] });
  });

  it('has failed where customs does not know it either', () => {
    expect(merged(stated({ unknownToAuthority: true }))).toMatchObject({
      status: 'failed',
      errors: [{ errorDescription: 'unknown to customs, as a consultation showed' }],
    });
  });

  it('is refused, with the errors of the last submission, where we refused all that there were', () => {
    expect(merged(refused(), refused({ platform: 'shop-2', errors: [{ errorPointer: '/y' }] }))).toMatchObject({
      status: 'refused',
      platform: 'shop-2',
      errors: [{ errorPointer: '/y' }],
    });
  });

  it('is not refused where customs has it, since what never left changes nothing there', () => {
    expect(merged(refused(), received('Error_H7', errorMessage('L', [technicalError])))).toMatchObject({
      status: 'failed',
      errors: [technicalError],
    });
    expect(merged(refused(), received('Response_H7', response()))).toMatchObject({ status: 'answered', errors: [] });
  });

  it('has nothing that could stand where it was only asked about', () => {
    const asked: LedgerRecord = {
      type: 'asked',
      message: 'Consult_H7',
      at: '2026-11-22T10:00:00.000Z',
      messageId: 'm-9',
      attempt: 1,
      via: { kind: 'consultation', reference: 'c' },
    };
    expect(merged(asked)).toMatchObject({ status: 'failed', platform: null, state: null, errors: [] });
  });
});
