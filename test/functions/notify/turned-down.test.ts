import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { turnedDown } from '../../../functions/notify/turned-down.ts';
import { complaint, twice } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { TOY } from '../../support/toy/register.ts';

const key: FilingKey = { authority: TOY, kind: 'declaration', reference: 'L-1' };
const sent = (message: string, at: string, more: Partial<SentRecord> = {}): SentRecord => ({
  ...{ type: 'sent', message, attempt: 1, at, messageId: `out-${message}`, platform: 'shop-1' },
  ...{ digest: 'd', claimedBy: 'q', body: '{}' },
  ...more,
});
const error = (path: string, at: string, body = complaint()): LedgerRecord => ({
  ...{ type: 'received', message: 'Complaint', path, at, messageId: 'e-1' },
  ...{ body: JSON.stringify(body), drift: [] },
});
const of = (...records: LedgerRecord[]) => turnedDown(readFiling(key, records), records.at(-1) as ReceivedRecord);

describe('the message that an error turns down', () => {
  const letter = sent('Letter', '2026-11-22T10:00:00.000Z');
  const hurry = sent('Hurry', '2026-11-22T11:00:00.000Z');
  const { complaints, hurryComplaints } = paths;

  it('is the latest one whose errors come on its path', () => {
    const late = '2026-11-22T12:00:00.000Z';
    expect(of(letter, hurry, error(complaints, late))).toEqual({ message: 'Letter' });
    expect(of(letter, hurry, error(hurryComplaints, late))).toEqual({ message: 'Hurry' });
    const reminder = sent('Reminder', '2026-11-22T11:30:00.000Z');
    expect(of(letter, reminder, error(complaints, late))).toEqual({ message: 'Reminder' });
  });

  it('is not known where none was sent from here', () => {
    expect(of(error(complaints, '2026-11-22T12:00:00.000Z'))).toEqual({ message: 'unknown' });
  });

  it('is none where the error proves that an earlier try had arrived', () => {
    const again = { ...letter, mayHaveArrived: true as const };
    const duplicate = complaint([twice]);
    const record = error(complaints, '2026-11-22T12:00:00.000Z', duplicate);
    expect(of(letter, record)).toEqual({ message: 'Letter' });
    expect(of(again, record)).toBe('proof');
  });
});
