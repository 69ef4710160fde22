import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord, ReceivedRecord } from '../../../functions/ledger/records.ts';
import { turnedDown } from '../../../functions/notify/turned-down.ts';
import { errorMessage } from '../../support/messages.ts';
import { declarationKey, received, sent } from '../../support/records.ts';

const wrongItems = { errorType: 15, errorCode: 'H7_NAT_001', errorPointer: 'items' };

/** An Error_H7 that customs wrote and that came at these times of 22 November 2026, in UTC. */
function error(id: string, written: string, came: string, errors: object[] = [wrongItems]): ReceivedRecord {
  const header = { messageDateTime: `2026-11-22T${written}Z`, messageId: id };
  return received('Error_H7', { ...errorMessage('FR26-TEST-1', errors), header }, { at: `2026-11-22T${came}.000Z` });
}
const at = (time: string) => `2026-11-22T${time}.000Z`;

/** Customs took a creation twice, since the answer to its first call was lost, and writes an error about each. */
const taken = sent({ at: at('09:00:00'), reachedAt: at('09:00:00'), resumedAt: at('09:02:00'), mayHaveArrived: true });
const first = error('e-1', '09:02:04', '09:02:05');
const correction = sent({ attempt: 2, at: at('09:10:00'), messageId: 'm-2', digest: 'd-2', claimedBy: 'q-2' });

const statusAfter = (...records: LedgerRecord[]) => readFiling(declarationKey, records).filing.status;
const effectOf = (one: ReceivedRecord, ...records: LedgerRecord[]) =>
  turnedDown(readFiling(declarationKey, [...records, one]), one);

describe('the second error of a message that customs took twice, after its correction left', () => {
  const late = error('e-2', '09:02:06', '09:10:30');

  it('[H7-Efunc] does not reject the correction, and is told to nobody', () => {
    expect(statusAfter(taken, first, correction)).toBe('sent');
    expect(statusAfter(taken, first, correction, late)).toBe('sent');
    expect(effectOf(late, taken, first, correction)).toBe('over');
  });
});
