import { describe, expect, it } from 'vitest';
import { byWriting, compare, latestSent, statementsOf } from '../../../functions/ledger/attempts.ts';
import { errorsAbout } from '../../../functions/ledger/fate.ts';
import type { LedgerRecord, SentRecord } from '../../../functions/ledger/records.ts';
import { SENT_AT } from '../../support/parked.ts';
import { complaint, news, receipt, twice, wrong } from '../../support/toy/messages.ts';
import { paths } from '../../support/toy/paths.ts';
import { letterKey, received, requestKey, sent, stated } from '../../support/toy/records.ts';

const at = (time: string) => `2026-11-22T${time}+01:00[Europe/Paris]`;
const idsOf = (records: readonly LedgerRecord[]) =>
  statementsOf(letterKey, records).map(({ record }) => record.messageId);

describe('the latest send', () => {
  const letter = sent();
  const corrected = sent({ attempt: 2, messageId: 'm-2' });
  const hurry = sent({ message: 'Hurry', messageId: 'm-3' });
  const records = [letter, corrected, hurry, received('Receipt', receipt())];

  it('is that of a message, or of any', () => {
    expect(latestSent(records)).toBe(hurry);
    expect(latestSent(records, 'Letter')).toBe(corrected);
  });

  it('is none where nothing was sent', () => {
    expect(latestSent(records, 'Reminder')).toBeUndefined();
    expect(latestSent([received('Receipt', receipt())])).toBeUndefined();
  });
});

describe('what the authority said', () => {
  /** Each pair in its order of time; the ids distinguish them. */
  it.each([
    [
      '[H7-X3o] by when the state came about, not by when that was written',
      received('News', news({ messageId: 'b', since: at('10:00:00'), issued: at('12:00:00') })),
      received('News', news({ messageId: 'a', since: at('10:30:00'), issued: at('11:00:00') })),
    ],
    [
      'by when it was written, where it tells no state',
      received('Complaint', complaint([wrong], { messageId: 'b' })),
      received('News', news({ messageId: 'a', since: at('10:00:05') })),
    ],
    [
      '[F15] by its arrival, where it bears no date at all',
      received('News', news({ messageId: 'b', since: at('10:00:05') })),
      stated({ details: { tag: 'M' } }, { messageId: 'a' }),
    ],
    [
      '[F15] by when it was written, where the date of its state cannot be read',
      received('News', news({ messageId: 'b', since: at('10:00:03') })),
      received('News', news({ messageId: 'a', since: '22.11.2026 09:00', issued: at('10:00:04') })),
    ],
    [
      '[F15] by its arrival, where no date of it can be read',
      received('News', news({ messageId: 'b', since: at('10:00:03') })),
      received('News', news({ messageId: 'a', since: '2026-02-30T09:00:00+01:00', issued: 'now' })),
    ],
    [
      '[F15] by its arrival, where its date lies years ahead of that',
      received('News', news({ messageId: 'b', since: '2036-11-22T10:00:00+01:00[Europe/Paris]' })),
      received('News', news({ messageId: 'a', since: at('10:00:09') }), { at: '2026-11-22T09:00:09.000Z' }),
    ],
    [
      'of the same instant, by how far on in its life the declaration is',
      received('News', news({ messageId: 'b', state: 'TAKEN', since: at('10:00:00'), issued: at('10:00:09') })),
      received('News', news({ messageId: 'a', state: 'MADE', since: at('10:00:00'), issued: at('10:00:01') })),
    ],
    [
      'of the same instant, what tells no state before what does',
      stated({ issued: at('10:00:00') }, { messageId: 'b' }),
      received('News', news({ messageId: 'a', state: 'WISHED', since: at('10:00:00') })),
    ],
    [
      'of the same state, by when it was written',
      received('News', news({ messageId: 'b', since: at('10:00:00'), issued: at('10:00:01') })),
      received('News', news({ messageId: 'a', since: at('10:00:00'), issued: at('10:00:09') })),
    ],
    [
      'by its id, where all else is the same',
      received('News', news({ messageId: 'a' })),
      received('News', news({ messageId: 'b' })),
    ],
  ])('comes in order: %s', (_, first, second) => {
    const order = [first.messageId, second.messageId];
    expect(idsOf([first, second])).toEqual(order);
    expect(idsOf([second, first])).toEqual(order);
  });

  it('comes in one order, whatever the order in which it is read', () => {
    const one = { details: { tag: 'M-1' } };
    const other = { details: { tag: 'M-2' } };
    const facts = (records: LedgerRecord[]) => statementsOf(letterKey, records).map((statement) => statement.facts);
    // Two of one message: a consultation's answer that names the declaration twice.
    expect(facts([stated(one), stated(other)])).toEqual([one, other]);
    expect(facts([stated(other), stated(one)])).toEqual([one, other]);
  });

  it('names the reference that stands in its path, unless it says another itself', () => {
    const [byPath] = statementsOf(letterKey, [
      received('Complaint', complaint(), { path: paths.hurryComplaints, pathReference: '77' }),
    ]);
    expect(byPath?.facts).toMatchObject({ authorityReference: '77' });
    const [itself] = statementsOf(letterKey, [received('Receipt', receipt(), { pathReference: '77' })]);
    expect(itself?.facts).toMatchObject({ authorityReference: '77' });
  });

  it('is kept where the catalogue no longer has the message, or has it the other way', () => {
    for (const message of ['Gone', 'Letter'])
      expect(statementsOf(letterKey, [received(message, receipt())])).toMatchObject([{ facts: {} }]);
  });

  it('is ordered anew by when it was written, and the given order stays', () => {
    const written = statementsOf(letterKey, [
      received('News', news({ messageId: 'a', since: at('10:00:00'), issued: at('12:00:00') })),
      received('News', news({ messageId: 'b', since: at('10:30:00'), issued: at('11:00:00') })),
    ]);
    const ids = () => written.map(({ record }) => record.messageId);
    expect(byWriting(written).map(({ record }) => record.messageId)).toEqual(['b', 'a']);
    expect(ids()).toEqual(['a', 'b']);
  });
});

describe('the errors about a send', () => {
  const errors = (send: SentRecord, record: LedgerRecord, key = letterKey) =>
    errorsAbout(send, key, statementsOf(key, [record])).length;

  it('are those on its path, from the instant at which it was last sent', () => {
    const error = received('Complaint', complaint(), { at: SENT_AT });
    expect(errors(sent(), error)).toBe(1);
    expect(errors(sent({ at: '2026-11-22T09:00:00.001Z' }), error)).toBe(0);
    expect(errors(sent({ resumedAt: '2026-11-22T09:00:00.001Z' }), error)).toBe(0);
    expect(errors(sent({ message: 'Hurry' }), error)).toBe(0);
  });

  it('are no other messages, wherever these came', () => {
    expect(errors(sent(), received('Receipt', receipt(), { path: paths.complaints }))).toBe(0);
  });

  it('are none of a message that the catalogue does not have', () => {
    expect(errors(sent({ message: 'Gone' }), received('Complaint', complaint()))).toBe(0);
  });

  it('[H7-E500t] do not count one by which a try whose answer was lost had arrived, even among others', () => {
    const both = received('Complaint', complaint([wrong, twice]));
    expect(errors(sent(), both)).toBe(1);
    expect(errors(sent({ mayHaveArrived: true }), both)).toBe(0);
  });

  it('all count of a message of which none proves an arrival', () => {
    const hurry = sent({ message: 'Hurry', mayHaveArrived: true });
    expect(errors(hurry, received('Complaint', complaint(), { path: paths.hurryComplaints }))).toBe(1);
    const request = sent({ message: 'Recall', mayHaveArrived: true });
    const error = received('Complaint', complaint(), { path: paths.requestComplaints });
    expect(errorsAbout(request, requestKey, statementsOf(requestKey, [error]))).toHaveLength(1);
  });
});

describe('the order of two texts', () => {
  it('is that of their characters, and none of equal ones', () => {
    expect(['b', 'a', 'c'].sort(compare)).toEqual(['a', 'b', 'c']);
    expect(compare('a', 'a')).toBe(0);
  });
});
