import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import { keepReceived } from '../../../functions/ledger/keep-received.ts';
import type { AskedRecord, LedgerRecord, RefusedRecord } from '../../../functions/ledger/records.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { ARRIVED_AT, parked, SENT_AT } from '../../support/parked.ts';
import { complaint, ID, news, receipt, technicalError, wrong } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { letterKey, received, sent, stated } from '../../support/toy/records.ts';
import { told } from '../../support/toy/requests.ts';

const historyOf = (...records: LedgerRecord[]) => readFiling(letterKey, records).filing.history;
const outcomesOf = (...records: LedgerRecord[]) => historyOf(...records).map(({ outcome }) => outcome);

const refused: RefusedRecord = {
  type: 'refused',
  message: 'Letter',
  at: '2026-11-22T08:00:00.000Z',
  platform: 'shop-1',
  digest: 'd-0',
  errors: [],
};
const asked: AskedRecord = {
  type: 'asked',
  message: 'Recall',
  at: '2026-11-22T10:00:00.000Z',
  messageId: 'm-9',
  attempt: 1,
  via: { kind: 'request', reference: 'REQ-1' },
};

describe("a filing's history", () => {
  it('has every message, what we sent and what came, in the order of its clock', () => {
    const early = { at: SENT_AT, direction: 'sent', message: 'Letter', messageId: 'm-1', httpStatus: 200 };
    expect(historyOf(refused, sent(), received('Receipt', receipt()), asked)).toEqual([
      {
        at: '2026-11-22T08:00:00.000Z',
        direction: 'sent',
        message: 'Letter',
        messageId: null,
        outcome: 'refused',
        httpStatus: null,
      },
      { ...early, outcome: 'accepted' },
      {
        at: ARRIVED_AT,
        direction: 'received',
        message: 'Receipt',
        messageId: 'r-1',
        outcome: 'taken',
        httpStatus: 200,
      },
      {
        at: '2026-11-22T10:00:00.000Z',
        direction: 'sent',
        message: 'Recall',
        messageId: 'm-9',
        outcome: 'asked',
        httpStatus: null,
      },
    ]);
  });

  it('has what was received in the order of arrival, whatever the states say', () => {
    const late = news({ messageId: 's-2', since: '2026-11-22T12:00:00+01:00[Europe/Paris]' });
    const early = news({ messageId: 's-1', since: '2026-11-22T11:00:00+01:00[Europe/Paris]' });
    const history = historyOf(received('News', late), received('News', early, { at: '2026-11-22T11:30:00.000Z' }));
    expect(history.map(({ messageId }) => messageId)).toEqual(['s-2', 's-1']);
  });

  it('[F17, H7-Efunc] keeps the text of earlier errors once the filing was corrected', () => {
    const refusal = { errorCode: 'E1', errorDescription: 'trame incomplète' };
    const unavailable = { errorDescription: 'x'.repeat(5000) };
    const history = historyOf(
      { ...refused, errors: [{ errorPointer: '/header/id', errorDescription: 'too long' }] },
      sent({ settlement: { verdict: 'refused', httpStatus: 400, error: refusal, at: SENT_AT } }),
      sent({ attempt: 2, messageId: 'm-2', at: '2026-11-22T09:00:01.000Z' }),
      received('Complaint', complaint()),
      sent({
        ...{ attempt: 3, messageId: 'm-3', at: '2026-11-22T09:10:00.000Z' },
        settlement: parked({ error: unavailable }),
      }),
      sent({ attempt: 4, messageId: 'm-4', at: '2026-11-22T09:20:00.000Z', settlement: parked({ error: {} }) }),
      received('Receipt', receipt(), { at: '2026-11-22T09:30:00.000Z' }),
    );
    expect(history.map(({ outcome, errors }) => [outcome, errors])).toEqual([
      ['refused', [{ errorPointer: '/header/id', errorDescription: 'too long' }]],
      ['refused', [refusal]],
      ['rejected', undefined],
      ['taken', [wrong]],
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

  it('says how what came was taken: as it is, with drift, as a decision, or as word that the authority knows nothing', () => {
    const drifting = received('Receipt', receipt(), { drift: ['/x: unknown property'] });
    expect(outcomesOf(received('Receipt', receipt()))).toEqual(['taken']);
    expect(outcomesOf(drifting)).toEqual(['drift']);
    expect(outcomesOf(stated({ details: { tag: 'M' } }))).toEqual(['taken']);
    expect(outcomesOf(stated({ decision: 'refused' }))).toEqual(['refused']);
    expect(outcomesOf(stated({ unknownToAuthority: true }))).toEqual(['unknown-to-toy']);
  });

  it('has the status of the call in which an answer came, also where that speaks of another filing', async () => {
    const ledger = memoryLedger();
    const payload = { answer: 'c-1', toys: [{ id: ID, state: 'MADE' }] };
    const answer = { path: 'answer/Ask', at: ARRIVED_AT, messageId: 'c-1', body: JSON.stringify(payload), payload };
    const question = { ...letterKey, kind: 'consultation', reference: 'a-1' };
    await keepReceived(question, told, { ...answer, httpStatus: 203 }, [], ledger);
    expect(historyOf(...(await ledger.records(letterKey)))).toMatchObject([{ message: 'Reply', httpStatus: 203 }]);
  });
});

describe('a message that is not at its end', () => {
  const filingOf = (...records: LedgerRecord[]) => readFiling(letterKey, records).filing;
  const overdueSince = '2026-11-22T09:30:00.000Z';

  it('[F26, H7-Efunc] that was rejected is named beside the errors, with the number of its attempt', () => {
    const second = sent({ attempt: 2, messageId: 'm-2', at: '2026-11-22T09:10:00.000Z' });
    const again = { ...complaint([wrong], { messageId: 'e-2' }), header: { messageId: 'e-2' } };
    const filing = filingOf(
      sent(),
      received('Complaint', complaint()),
      second,
      received('Complaint', again, { at: '2026-11-22T09:10:06.000Z' }),
    );
    expect(filing.rejectedMessage).toBe('Letter');
    expect(filing.history.map(({ about }) => about)).toEqual([
      undefined,
      { message: 'Letter', messageId: 'm-1', attempt: 1 },
      undefined,
      { message: 'Letter', messageId: 'm-2', attempt: 2 },
    ]);
  });

  it('[F26] that we refused ourselves is named too; one that was answered is not', () => {
    expect(filingOf({ ...refused, errors: [wrong] }).rejectedMessage).toBe('Letter');
    expect(filingOf(sent(), received('Receipt', receipt())).rejectedMessage).toBeUndefined();
    expect(filingOf(received('Complaint', complaint())).history[0]?.about).toBeUndefined();
  });

  it('[F27, H7-Etech] that goes again says when, and how often it failed: unanswered, or taken and failed on', () => {
    const settlement = parked({ failures: 2, technicalFailures: 1 });
    const filing = filingOf(sent({ settlement }));
    expect(filing).toMatchObject({ status: 'waiting', due: settlement.due, tries: 3 });
    expect(filing.history).toMatchObject([{ outcome: 'held', due: settlement.due, tries: 3 }]);
    const underWay = filingOf(sent({ failures: 2, resumedAt: ARRIVED_AT }));
    expect(underWay).toMatchObject({ status: 'sent', tries: 2, history: [{ outcome: 'sent', tries: 2 }] });
    expect(underWay.due).toBeUndefined();
    const answered = filingOf(sent({ failures: 2 }), received('Receipt', receipt()));
    expect([answered.due, answered.tries]).toEqual([undefined, undefined]);
  });

  it('[F25, H7-S3] whose answer is overdue says since when, on the filing and on its entry', () => {
    expect(filingOf(sent({ overdueSince }))).toMatchObject({ overdueSince, history: [{ overdueSince }] });
  });

  it.each([
    ['it was answered', [sent({ overdueSince }), received('Receipt', receipt(), { at: '2026-11-22T10:00:00.000Z' })]],
    ['it went once more since', [sent({ overdueSince, resumedAt: '2026-11-22T09:40:00.000Z' })]],
    ['it waits to go once more', [sent({ overdueSince, settlement: parked() })]],
  ])('[F25, H7-S3] is overdue no more where %s', (_, records) => {
    const { history, overdueSince: since } = filingOf(...records);
    expect([since, history[0]?.overdueSince]).toEqual([undefined, undefined]);
  });
});

describe('a message of which no answer says that it was accepted', () => {
  const sendOf = (...records: LedgerRecord[]) => outcomesOf(sent(), ...records)[0];

  it('is sent, until an answer or a later message proves it', () => {
    expect(sendOf()).toBe('sent');
    expect(sendOf(received('Receipt', receipt()))).toBe('accepted');
    expect(sendOf(received('Receipt', receipt(), { at: SENT_AT }))).toBe('accepted');
    expect(sendOf(sent({ message: 'Hurry', at: ARRIVED_AT, messageId: 'm-2' }))).toBe('accepted');
  });

  it('is not proved by an answer that came before, nor by word that the authority does not know it', () => {
    const before = received('Receipt', receipt(), { at: '2026-11-22T08:59:59.999Z' });
    expect(outcomesOf(before, sent())[1]).toBe('sent');
    expect(sendOf(stated({ unknownToAuthority: true }))).toBe('sent');
  });

  it('[H7-Efunc, H7-Etech] is rejected, or failed, once an error about it came: its call was taken', () => {
    const entryOf = (...records: LedgerRecord[]) => historyOf(...records)[0];
    const rejection = received('Complaint', complaint());
    expect(entryOf(sent(), rejection)).toMatchObject({ outcome: 'rejected', httpStatus: 200 });
    const failure = received('Complaint', complaint([technicalError]));
    expect(entryOf(sent({ technicalFailures: 2 }), failure)).toMatchObject({
      ...{ outcome: 'failed', httpStatus: 200, tries: 2 },
    });
    // Its call had no answer, and it does not go again.
    const held = entryOf(sent({ settlement: parked({ mayHaveArrived: true }) }), rejection);
    expect(held).toMatchObject({ outcome: 'rejected', httpStatus: null });
    expect(held).not.toHaveProperty('due');
    const refusal = received('Complaint', complaint(), { path: 'answer/Letter', isRefusal: true, httpStatus: 422 });
    expect(entryOf(sent(), refusal)).toMatchObject({ outcome: 'refused', httpStatus: 422 });
  });

  it('[H7-Efunc] is rejected also once a correction of it is accepted', () => {
    const again = sent({ attempt: 2, messageId: 'm-2', at: '2026-11-22T09:10:00.000Z' });
    const answer = received('Receipt', receipt({ since: '2026-11-22T09:10:05.000Z' }), {
      at: '2026-11-22T09:10:06.000Z',
    });
    expect(outcomesOf(sent(), received('Complaint', complaint()), again, answer)).toEqual([
      ...['rejected', 'taken', 'accepted', 'taken'],
    ]);
  });

  it('is proved by any answer that came since, also where one of before tells a later state', () => {
    const hurry = sent({ message: 'Hurry', at: '2026-11-22T09:30:00.000Z', messageId: 'm-2' });
    const late = news({ messageId: 's-1', since: '2026-11-22T12:00:00+01:00[Europe/Paris]' });
    const early = news({ messageId: 's-2', since: '2026-11-22T10:00:00+01:00[Europe/Paris]' });
    const outcomes = outcomesOf(
      sent(),
      received('News', late, { path: paths.news }),
      hurry,
      received('News', early, { path: paths.news, at: '2026-11-22T09:31:00.000Z' }),
    );
    expect(outcomes).toEqual(['accepted', 'taken', 'accepted', 'taken']);
  });
});
