import { describe, expect, it } from 'vitest';
import type { LedgerRecord, SentRecord, Settlement } from '../../../functions/ledger/records.ts';
import { decide } from '../../../functions/send/claim.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { errorMessage, response } from '../../support/messages.ts';

const key = { authority: 'delta-h7', kind: 'declaration', reference: 'FR26-TEST-1' } as const;

const sent = (more: Partial<SentRecord> = {}): SentRecord => ({
  type: 'sent',
  message: 'Creation_H7',
  attempt: 1,
  at: '2026-11-22T09:00:00.000Z',
  messageId: 'm-1',
  platform: 'shop-1',
  digest: 'same',
  claimedBy: 'q-1',
  body: '{"header":{"messageId":"m-1"}}',
  ...more,
});
const settlement = (verdict: Settlement['verdict']): Settlement => ({
  due: '2026-11-22T09:01:00.000Z',
  verdict,
  httpStatus: 500,
  error: {},
  at: '2026-11-22T09:00:01.000Z',
});
const received = (message: string, payload: unknown): LedgerRecord => ({
  type: 'received',
  message,
  path: message === 'Error_H7' ? toOperator.declarationErrors : toOperator.declarationResponses,
  at: '2026-11-22T09:00:05.000Z',
  messageId: 'r-1',
  body: JSON.stringify(payload),
  drift: [],
});
const candidate = sent({ messageId: 'm-2', body: 'new' });
const corrected = sent({ messageId: 'm-2', digest: 'other' });

describe('a submission whose reference is taken', () => {
  it('is a duplicate while the first is under way', () => {
    expect(decide(key, [sent()], candidate, { id: 'q-2', receiveCount: 1 })).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'sent' },
    });
    expect(decide(key, [sent()], corrected, { id: 'q-2', receiveCount: 1 }).kind).toBe('duplicate');
  });

  it('is a duplicate once the first was answered', () => {
    const records = [sent(), received('Response_H7', response())];
    expect(decide(key, records, candidate, { id: 'q-2', receiveCount: 1 })).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'answered' },
    });
    expect(decide(key, records, corrected, { id: 'q-2', receiveCount: 1 }).kind).toBe('duplicate');
  });

  it('is a duplicate while the first waits, and done where the queue only repeats itself', () => {
    const held = sent({ settlement: settlement('held') });
    expect(decide(key, [held], candidate, { id: 'q-2', receiveCount: 1 })).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'waiting' },
    });
    expect(decide(key, [held], candidate, { id: 'q-1', receiveCount: 2 }).kind).toBe('done');
  });

  it('[H7-T5] goes out again, as it was claimed, where a sender died before it could tell', () => {
    expect(decide(key, [sent()], candidate, { id: 'q-1', receiveCount: 2 })).toEqual({ kind: 'send', record: sent() });
  });

  it('is done where a sender died after customs had answered', () => {
    expect(
      decide(key, [sent(), received('Response_H7', response())], candidate, { id: 'q-1', receiveCount: 2 }).kind,
    ).toBe('done');
  });

  it('is a duplicate however often the queue hands it out, where another message claimed the reference', () => {
    for (const receiveCount of [2, 3, 100])
      expect(decide(key, [sent()], candidate, { id: 'q-2', receiveCount }).kind).toBe('duplicate');
  });

  it('[H7-X1e] may be corrected once customs rejected the first', () => {
    const records = [sent(), received('Error_H7', errorMessage())];
    expect(decide(key, records, corrected, { id: 'q-2', receiveCount: 1 })).toEqual({
      kind: 'send',
      record: { ...corrected, attempt: 2 },
    });
  });

  it('may be filed again once customs failed on it for good, or turned out not to know it', () => {
    const failed = received('Error_H7', errorMessage('FR26-TEST-1', [{ errorDescription: 'Service indisponible' }]));
    const unknown = {
      type: 'stated',
      message: 'Response_Consult_H7',
      at: '2026-11-22T09:00:06.000Z',
      messageId: 'c-1',
      via: { kind: 'consultation', reference: 'c' },
      facts: { unknownToAuthority: true },
    } satisfies LedgerRecord;
    for (const record of [failed, unknown]) {
      expect(decide(key, [sent(), record], candidate, { id: 'q-2', receiveCount: 1 })).toMatchObject({
        kind: 'send',
        record: { attempt: 2 },
      });
    }
  });

  it('[H7-E400] may be corrected once customs refused the first, but never goes again unchanged', () => {
    const records = [sent({ settlement: settlement('refused') })];
    expect(decide(key, records, corrected, { id: 'q-2', receiveCount: 1 })).toEqual({
      kind: 'send',
      record: { ...corrected, attempt: 2 },
    });
    expect(decide(key, records, candidate, { id: 'q-2', receiveCount: 1 })).toMatchObject({
      kind: 'duplicate',
      filing: { status: 'refused' },
    });
    expect(decide(key, records, candidate, { id: 'q-1', receiveCount: 2 }).kind).toBe('done');
  });
});
