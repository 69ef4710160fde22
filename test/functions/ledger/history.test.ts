import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { AskedRecord, LedgerRecord, RefusedRecord } from '../../../functions/ledger/records.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { errorMessage, functionalError, response, state } from '../../support/messages.ts';
import { ARRIVED_AT, declarationKey, parked, received, SENT_AT, sent, stated } from '../../support/records.ts';

const historyOf = (...records: LedgerRecord[]) => readFiling(declarationKey, records).filing.history;
const outcomesOf = (...records: LedgerRecord[]) => historyOf(...records).map(({ outcome }) => outcome);

const refused: RefusedRecord = {
  type: 'refused',
  message: 'Creation_H7',
  at: '2026-11-22T08:00:00.000Z',
  platform: 'shop-1',
  digest: 'd-0',
  errors: [],
};
const asked: AskedRecord = {
  type: 'asked',
  message: 'Request_Invalidation_H7',
  at: '2026-11-22T10:00:00.000Z',
  messageId: 'm-9',
  attempt: 1,
  via: { kind: 'request', reference: 'REQ-1' },
};

describe("a filing's history", () => {
  it('has every message, what we sent and what came, in the order of its clock', () => {
    const early = { at: SENT_AT, direction: 'sent', message: 'Creation_H7', messageId: 'm-1', httpStatus: 200 };
    expect(historyOf(refused, sent(), received('Response_H7', response()), asked)).toEqual([
      {
        at: '2026-11-22T08:00:00.000Z',
        direction: 'sent',
        message: 'Creation_H7',
        messageId: null,
        outcome: 'refused',
        httpStatus: null,
      },
      { ...early, outcome: 'accepted' },
      {
        at: ARRIVED_AT,
        direction: 'received',
        message: 'Response_H7',
        messageId: 'r-1',
        outcome: 'taken',
        httpStatus: 200,
      },
      {
        at: '2026-11-22T10:00:00.000Z',
        direction: 'sent',
        message: 'Request_Invalidation_H7',
        messageId: 'm-9',
        outcome: 'asked',
        httpStatus: null,
      },
    ]);
  });

  it('has what was received in the order of arrival, whatever the states say', () => {
    const late = state({ messageId: 's-2', at: '2026-11-22T12:00:00+01:00[Europe/Paris]' });
    const early = state({ messageId: 's-1', at: '2026-11-22T11:00:00+01:00[Europe/Paris]' });
    const history = historyOf(
      received('State_H7', late),
      received('State_H7', early, { at: '2026-11-22T11:30:00.000Z' }),
    );
    expect(history.map(({ messageId }) => messageId)).toEqual(['s-2', 's-1']);
  });

  it('[F17, H7-Efunc] keeps the text of earlier errors once the filing was corrected', () => {
    const refusal = { errorCode: 'E1', errorDescription: 'trame incomplète' };
    const unavailable = { errorDescription: 'x'.repeat(5000) };
    const history = historyOf(
      { ...refused, errors: [{ errorPointer: '/header/lrn', errorDescription: 'too long' }] },
      sent({ settlement: { verdict: 'refused', httpStatus: 400, error: refusal, at: SENT_AT } }),
      sent({ attempt: 2, messageId: 'm-2', at: '2026-11-22T09:00:01.000Z' }),
      received('Error_H7', errorMessage()),
      sent({
        ...{ attempt: 3, messageId: 'm-3', at: '2026-11-22T09:10:00.000Z' },
        settlement: parked({ error: unavailable }),
      }),
      sent({ attempt: 4, messageId: 'm-4', at: '2026-11-22T09:20:00.000Z', settlement: parked({ error: {} }) }),
      received('Response_H7', response(), { at: '2026-11-22T09:30:00.000Z' }),
    );
    expect(history.map(({ outcome, errors }) => [outcome, errors])).toEqual([
      ['refused', [{ errorPointer: '/header/lrn', errorDescription: 'too long' }]],
      ['refused', [refusal]],
      ['accepted', undefined],
      ['taken', [functionalError()]],
      ['held', [{ errorDescription: expect.stringMatching(/^x{1900,} … \(\d+ more characters\)$/) }]],
      ['held', undefined],
      ['taken', undefined],
    ]);
  });

  it('says what became of a message that was refused, and of one that waits', () => {
    const settlement = { verdict: 'refused', httpStatus: 400, error: {}, at: SENT_AT } as const;
    expect(historyOf(sent({ settlement }))).toMatchObject([{ outcome: 'refused', httpStatus: 400 }]);
    expect(historyOf(sent({ settlement: parked() }))).toMatchObject([{ outcome: 'held', httpStatus: 500 }]);
  });

  it('says how what came was taken: as it is, with drift, as a decision, or as word that customs knows nothing', () => {
    const drifting = received('Response_H7', response(), { drift: ['/x: unknown property'] });
    expect(outcomesOf(received('Response_H7', response()))).toEqual(['taken']);
    expect(outcomesOf(drifting)).toEqual(['drift']);
    expect(outcomesOf(stated({ details: { mrn: 'M' } }))).toEqual(['taken']);
    expect(outcomesOf(stated({ decision: 'refused' }))).toEqual(['refused']);
    expect(outcomesOf(stated({ unknownToAuthority: true }))).toEqual(['unknown-to-customs']);
  });
});

describe('a message of which no answer says that it was accepted', () => {
  const sendOf = (...records: LedgerRecord[]) => outcomesOf(sent(), ...records)[0];

  it('is sent, until an answer or a later message proves it', () => {
    expect(sendOf()).toBe('sent');
    expect(sendOf(received('Response_H7', response()))).toBe('accepted');
    expect(sendOf(received('Response_H7', response(), { at: SENT_AT }))).toBe('accepted');
    expect(sendOf(sent({ message: 'Validation_H7', at: ARRIVED_AT, messageId: 'm-2' }))).toBe('accepted');
  });

  it('is not proved by an answer that came before, by an error, nor by word that customs does not know it', () => {
    const before = received('Response_H7', response(), { at: '2026-11-22T08:59:59.999Z' });
    expect(outcomesOf(before, sent())[1]).toBe('sent');
    expect(sendOf(received('Error_H7', errorMessage()))).toBe('sent');
    expect(sendOf(stated({ unknownToAuthority: true }))).toBe('sent');
  });

  it('is proved by any answer that came since, also where one of before tells a later state', () => {
    const validation = sent({ message: 'Validation_H7', at: '2026-11-22T09:30:00.000Z', messageId: 'm-2' });
    const late = state({ messageId: 's-1', at: '2026-11-22T12:00:00+01:00[Europe/Paris]' });
    const early = state({ messageId: 's-2', at: '2026-11-22T10:00:00+01:00[Europe/Paris]' });
    const outcomes = outcomesOf(
      sent(),
      received('State_H7', late, { path: toOperator.declarationStates }),
      validation,
      received('State_H7', early, { path: toOperator.declarationStates, at: '2026-11-22T09:31:00.000Z' }),
    );
    expect(outcomes).toEqual(['accepted', 'taken', 'accepted', 'taken']);
  });
});
