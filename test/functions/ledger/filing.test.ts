import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFiling } from '../../../functions/ledger/filing.ts';
import type { LedgerRecord } from '../../../functions/ledger/records.ts';
import { shown } from '../../../schemas/shown-filing.ts';
import { parked } from '../../support/parked.ts';
import { complaint, news, receipt, technicalError, twice, wrong } from '../../support/toy/messages.ts';
import { letterKey, received, sent, stated } from '../../support/toy/records.ts';

const TAG = 'red-5';

const merged = (...records: LedgerRecord[]) => shown(readFiling(letterKey, records).filing);

describe('a filing', () => {
  it('is sent until the authority answers', () => {
    expect(merged(sent())).toMatchObject({ status: 'sent', state: null, tag: null, platform: 'shop-1', errors: [] });
    expect(merged(sent()).history).toEqual([
      {
        at: expect.any(String),
        direction: 'sent',
        message: 'Letter',
        messageId: 'm-1',
        outcome: 'sent',
        httpStatus: null,
      },
    ]);
  });

  it('of an anticipated declaration has its reference and price, and no tag', () => {
    const answer = receipt({ state: 'WISHED' });
    expect(merged(sent(), received('Receipt', answer))).toMatchObject({
      status: 'answered',
      state: 'anticipated',
      rawState: 'WISHED',
      number: '77',
      tag: null,
      price: answer.price,
    });
  });

  it('of a validated declaration has reference, tag and price, and its send is proved accepted', () => {
    const filing = merged(sent(), received('Receipt', receipt({ tag: TAG })));
    expect(filing).toMatchObject({
      status: 'answered',
      state: 'validated',
      number: '77',
      tag: TAG,
    });
    expect(filing.history[0]).toMatchObject({ outcome: 'accepted', httpStatus: 200 });
  });

  it('that was rejected shows every error, and a corrected one starts anew', () => {
    const rejected = [sent(), received('Complaint', complaint())];
    expect(merged(...rejected)).toMatchObject({
      status: 'rejected',
      errors: [wrong],
    });
    const corrected = sent({ attempt: 2, at: '2026-11-22T09:30:00.000Z', messageId: 'm-2', digest: 'd-2' });
    expect(merged(...rejected, corrected)).toMatchObject({ status: 'sent', errors: [] });
  });

  it("[H7-E400] that was refused keeps the authority's reason", () => {
    const error = { errorCode: 'E1', errorDescription: 'trame incomplète' };
    const settlement = { verdict: 'refused' as const, httpStatus: 400, error, at: '2026-11-22T08:59:01.000Z' };
    expect(merged(sent({ settlement }))).toMatchObject({
      status: 'refused',
      errors: [error],
      history: [{ outcome: 'refused', httpStatus: 400 }],
    });
  });

  it('is waiting while the authority is unavailable, and failed on a technical error', () => {
    expect(merged(sent({ settlement: parked() }))).toMatchObject({ status: 'waiting' });
    expect(merged(sent(), received('Complaint', complaint([technicalError])))).toMatchObject({
      status: 'failed',
    });
  });

  it('is not changed by a submission that never left', () => {
    const refused: LedgerRecord = {
      type: 'refused',
      message: 'Letter',
      at: '2026-11-22T10:00:00.000Z',
      platform: 'shop-2',
      digest: 'd-9',
      errors: [{ errorPointer: '/x' }],
    };
    expect(merged(refused)).toMatchObject({ status: 'refused', platform: 'shop-2', errors: [{ errorPointer: '/x' }] });
    expect(merged(sent(), received('Receipt', receipt()), refused)).toMatchObject({
      status: 'answered',
      errors: [],
      platform: 'shop-1',
    });
  });

  it('shows an unknown code as it came', () => {
    const unknown = news({ state: 'LOST', since: '2026-11-22T11:00:00+01:00[Europe/Paris]' });
    expect(merged(sent(), received('Receipt', receipt()), received('News', unknown))).toMatchObject({
      status: 'answered',
      state: 'unknown',
      rawState: 'LOST',
    });
  });

  it('[H7-X3o] takes the state that is latest as an instant, not as text and not by arrival', () => {
    const late = news({ messageId: 's-2', state: 'MADE', since: '2026-11-22T09:30:00+00:00[UTC]' });
    const early = news({ messageId: 's-1', state: 'TESTED', since: '2026-11-22T10:00:00+01:00[Europe/Paris]' });
    const filing = merged(
      sent(),
      received('News', late, { at: '2026-11-22T09:31:00.000Z' }),
      received('News', early, { at: '2026-11-22T09:45:00.000Z' }),
    );
    expect(filing).toMatchObject({ state: 'released', stateDateTime: '2026-11-22T09:30:00+00:00[UTC]' });
    expect(filing.history.map(({ messageId }) => messageId)).toEqual(['m-1', 's-2', 's-1']);
  });

  it('[H7-X3o] is the same in every order of arrival', () => {
    const messages: [string, { header: { messageId: string } }][] = [
      ['Receipt', receipt({ messageId: 'r-1', state: 'WISHED', since: '2026-11-22T09:00:00+01:00[Europe/Paris]' })],
      ['News', news({ messageId: 's-1', state: 'TAKEN', tag: TAG, since: '2026-11-22T10:00:00+01:00[Europe/Paris]' })],
      [
        'Receipt',
        receipt({
          messageId: 'r-2',
          state: 'TAKEN',
          tag: TAG,
          since: '2026-11-22T10:00:00+01:00[Europe/Paris]',
          price: { total: 35 },
        }),
      ],
      ['News', news({ messageId: 's-2', state: 'TESTED', since: '2026-11-22T04:30:00-05:00[US/Central]' })],
      ['News', news({ messageId: 's-3', state: 'MADE', since: '2026-11-22T09:45:00+00:00[UTC]' })],
    ];
    const { history: _, ...expected } = merged(
      sent(),
      ...messages.map(([message, payload]) => received(message, payload)),
    );
    expect(expected).toMatchObject({
      state: 'released',
      tag: TAG,
      price: { total: 35 },
    });
    fc.assert(
      fc.property(
        fc.shuffledSubarray(messages, { minLength: messages.length }),
        fc.infiniteStream(fc.nat(3_600_000)),
        (order, delays) => {
          let at = Date.parse('2026-11-22T09:00:00Z');
          const records = order.map(([message, payload]) => {
            at += delays.next().value;
            return received(message, payload, { at: new Date(at).toISOString() });
          });
          const { history, ...filing } = merged(sent(), ...records);
          expect(filing).toEqual(expected);
          expect(history).toHaveLength(messages.length + 1);
        },
      ),
    );
  });

  it('takes a duplicate reference after an ambiguous try as proof that it had arrived', () => {
    const duplicate = received('Complaint', complaint([twice]));
    expect(merged(sent(), duplicate)).toMatchObject({ status: 'rejected' });
    expect(merged(sent({ mayHaveArrived: true }), duplicate)).toMatchObject({ status: 'sent', errors: [] });
    const other = received('Complaint', complaint());
    expect(merged(sent({ mayHaveArrived: true }), other)).toMatchObject({ status: 'rejected' });
  });

  it('[H7-Etech] waits after a technical error, and forgets it once it was sent again', () => {
    const error = received('Complaint', complaint([technicalError]));
    const settlement = parked({ httpStatus: 200, error: technicalError, technicalFailures: 1 });
    expect(merged(sent(), error)).toMatchObject({ status: 'failed' });
    expect(merged(sent({ settlement }), error)).toMatchObject({ status: 'waiting' });
    const resumed = sent({ resumedAt: '2026-11-22T09:05:07.000Z', technicalFailures: 1 });
    expect(merged(resumed, error)).toMatchObject({ status: 'sent', errors: [] });
  });

  it('[H7-Etech, H7-X1] shows no error of before once it is answered, whatever became of its send', () => {
    const records = [received('Complaint', complaint([technicalError])), received('Receipt', receipt())];
    const settlement = parked({ httpStatus: 200, error: technicalError, technicalFailures: 1 });
    for (const one of [sent(), sent({ settlement }), sent({ technicalFailures: 1 })])
      expect(merged(one, ...records)).toMatchObject({ status: 'answered', errors: [] });
    const functional = received('Complaint', complaint());
    expect(merged(sent(), functional, ...records)).toMatchObject({ status: 'answered', errors: [] });
  });

  it('has the price of the message that was written last, whatever the state of each says', () => {
    const consulted = receipt({
      messageId: 'c-1',
      state: 'MADE',
      since: '2026-11-22T10:10:00+01:00[Europe/Paris]',
      issued: '2026-11-22T10:20:00+01:00[Europe/Paris]',
      price: { total: 1 },
    });
    const amended = receipt({
      messageId: 'a-1',
      state: 'TAKEN',
      since: '2026-11-22T10:00:00+01:00[Europe/Paris]',
      issued: '2026-11-22T10:30:00+01:00[Europe/Paris]',
      price: { total: 2 },
    });
    const filing = merged(sent(), received('Receipt', amended), received('Receipt', consulted));
    expect(filing).toMatchObject({
      state: 'released',
      price: { total: 2 },
    });
  });

  it('is rejected, and not waiting, where a message awaits what was rejected', () => {
    const settlement = parked({ httpStatus: null, awaitsDeclaration: true });
    const hurry = sent({ message: 'Hurry', at: '2026-11-22T09:00:01.000Z', messageId: 'm-2', settlement });
    expect(merged(sent(), hurry)).toMatchObject({ status: 'sent' });
    expect(merged(sent(), hurry, received('Complaint', complaint()))).toMatchObject({
      status: 'rejected',
      errors: [wrong],
    });
  });

  it('[H7-X7] that the authority does not know has failed, until it is sent again', () => {
    const unknown = stated({ unknownToAuthority: true });
    expect(merged(sent(), unknown)).toMatchObject({
      status: 'failed',
      errors: [{ errorDescription: expect.stringContaining('unknown to toymaker') }],
    });
    const again = sent({ attempt: 2, at: '2026-11-22T09:30:00.000Z', messageId: 'm-2' });
    expect(merged(sent(), unknown, again)).toMatchObject({ status: 'sent', errors: [] });
  });

  it('[H7-X7] that was filed again after the authority did not know it shows what became of that', () => {
    const unknown = stated({ unknownToAuthority: true });
    const again = sent({ attempt: 2, at: '2026-11-22T09:30:00.000Z', messageId: 'm-2' });
    const error = received('Complaint', complaint([technicalError]), { at: '2026-11-22T09:30:06.000Z' });
    expect(merged(sent(), unknown, again, error)).toMatchObject({ status: 'failed', errors: [technicalError] });
    expect(merged(sent({ at: unknown.at }), unknown)).toMatchObject({ status: 'failed' });
    expect(merged(sent(), received('Receipt', receipt()), unknown)).toMatchObject({
      status: 'answered',
      errors: [],
    });
  });

  it('waits where its latest message waits for the authority, or where its only one awaits something else', () => {
    const hurry = sent({ message: 'Hurry', messageId: 'm-2', settlement: parked() });
    expect(merged(sent(), hurry)).toMatchObject({ status: 'waiting' });
    const error = { errorDescription: 'not answered yet' };
    const awaiting = sent({ message: 'Hurry', settlement: parked({ error, awaitsDeclaration: true }) });
    expect(merged(awaiting)).toMatchObject({ status: 'waiting', errors: [error] });
  });

  it('[H7-E500t] has no error left once a message whose answer was lost turns out to have arrived', () => {
    const lost = sent({
      settlement: parked({ error: { errorDescription: 'no answer in time' }, mayHaveArrived: true }),
    });
    expect(merged(lost, received('Receipt', receipt()))).toMatchObject({ status: 'answered', errors: [] });
  });

  it('shows the declaration as it was filed last, and as the authority amended it', () => {
    const filed = sent({ body: JSON.stringify({ wish: 'a kite' }) });
    const corrected = sent({ attempt: 2, messageId: 'm-2', body: JSON.stringify({ wish: 'a ball' }) });
    const hurry = sent({ message: 'Hurry', messageId: 'm-3', body: '{"header":{}}' });
    expect(merged(filed, corrected, hurry)).toMatchObject({ declaration: 'a ball' });
    expect(merged(filed, received('Receipt', receipt()))).toMatchObject({ declaration: 'a kite' });
    expect(merged(filed, stated({ declaration: { items: 3 } }))).toMatchObject({ declaration: { items: 3 } });
    expect(merged(sent())).toMatchObject({ declaration: null });
  });

  it('of a declaration is no request, whatever was sent about it', () => {
    expect(merged(sent())).not.toHaveProperty('request');
  });

  it('is still shown where the catalogue no longer has its message', () => {
    for (const message of ['Gone', 'Receipt']) expect(merged(sent({ message }))).toMatchObject({ status: 'sent' });
  });
});
