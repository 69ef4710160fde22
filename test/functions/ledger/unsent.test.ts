import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord, RefusedRecord } from '../../../functions/ledger/records.ts';
import { complaint, receipt, technicalError, wrong } from '../../support/toy/messages.ts';
import { letterKey, received, stated } from '../../support/toy/records.ts';

const merged = (...records: LedgerRecord[]) => readFiling(letterKey, records).filing;
const refused = (more: Partial<RefusedRecord> = {}): RefusedRecord => ({
  type: 'refused',
  message: 'Letter',
  at: '2026-11-22T08:00:00.000Z',
  platform: 'shop-1',
  digest: 'd-0',
  errors: [{ errorPointer: '/x' }],
  ...more,
});

describe('a filing of which nothing was sent', () => {
  it('is answered where the authority speaks of it, and belongs to no platform', () => {
    expect(merged(received('Receipt', receipt()))).toMatchObject({
      status: 'answered',
      platform: null,
      declaration: null,
      errors: [],
    });
  });

  it('is rejected where the authority has only errors, and failed where these are technical', () => {
    expect(merged(received('Complaint', complaint()))).toMatchObject({
      status: 'rejected',
      errors: [wrong],
    });
    expect(merged(received('Complaint', complaint([technicalError])))).toMatchObject({
      status: 'failed',
      errors: [technicalError],
    });
  });

  it('shows the errors of all messages, and none once the authority answered', () => {
    const records = [
      received('Complaint', complaint([technicalError], { messageId: 'e-1' })),
      received('Complaint', complaint([wrong], { messageId: 'e-2' })),
    ];
    expect(merged(...records)).toMatchObject({ status: 'rejected', errors: [technicalError, wrong] });
    expect(merged(...records, received('Receipt', receipt()))).toMatchObject({ status: 'answered', errors: [] });
  });

  it('has failed where the authority does not know it either', () => {
    expect(merged(stated({ unknownToAuthority: true }))).toMatchObject({
      status: 'failed',
      errors: [{ errorDescription: 'unknown to toymaker, as its answer to a question showed' }],
    });
  });

  it('is refused, with the errors of the last submission, where we refused all that there were', () => {
    expect(merged(refused(), refused({ platform: 'shop-2', errors: [{ errorPointer: '/y' }] }))).toMatchObject({
      status: 'refused',
      platform: 'shop-2',
      errors: [{ errorPointer: '/y' }],
    });
  });

  it('is not refused where the authority has it, since what never left changes nothing there', () => {
    expect(merged(refused(), received('Complaint', complaint([technicalError])))).toMatchObject({
      status: 'failed',
      errors: [technicalError],
    });
    expect(merged(refused(), received('Receipt', receipt()))).toMatchObject({ status: 'answered', errors: [] });
  });

  it('has nothing that could stand where it was only asked about', () => {
    const asked: LedgerRecord = {
      type: 'asked',
      message: 'Ask',
      at: '2026-11-22T10:00:00.000Z',
      messageId: 'm-9',
      attempt: 1,
      via: { kind: 'consultation', reference: 'c' },
    };
    expect(merged(asked)).toMatchObject({ status: 'failed', platform: null, state: null, errors: [] });
  });
});
