import { describe, expect, it } from 'vitest';
import { masked, maskedText } from '../../desk/filings/masked.ts';
import { toldFiling } from '../../desk/filings/told-filing.ts';
import { placeWords } from '../../desk/places/place-words.ts';
import { placesIn } from '../../desk/places/places-in.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { LedgerRecord, RefusedRecord } from '../../functions/ledger/records.ts';
import { complaint, receipt, submissionOf } from '../support/toy/messages.ts';
import { letterKey, received, sent } from '../support/toy/records.ts';
import { TOY } from '../support/toy/register.ts';

const payload = {
  header: { messageId: 'm-1' },
  id: 'L-1',
  wish: 'a train',
  after: { 'a/b': 1 },
  toys: [{ toy: 'a ball', price: 1 }, { toy: 'a doll' }],
};

describe('a pointer', () => {
  it.each([
    ['/toys/1/toy', '/toys/1/toy', 'toy 2 › toy', 'a doll'],
    ['/payload/toys/1/toy', '/toys/1/toy', 'toy 2 › toy', 'a doll'],
    ['toys[1].toy', '/toys/1/toy', 'toy 2 › toy', 'a doll'],
    ['Letter.toys[0].price', '/toys/0/price', 'toy 1 › price', 1],
    ['/Letter/toys/0/price', '/toys/0/price', 'toy 1 › price', 1],
    ['price', '/toys/0/price', 'toy 1 › price', 1],
    ['PRICE', '/toys/0/price', 'toy 1 › price', 1],
    ['messageId', '/header/messageId', 'message id', 'm-1'],
    ['/after/a~1b', '/after/a~1b', 'after › a/b', 1],
    ['/toys/1', '/toys/1', 'toy 2', { toy: 'a doll' }],
    ['toys', '/toys', 'toys', payload.toys],
  ])('%s leads to its place in a message', (pointer, at, path, value) => {
    expect(placesIn(TOY, payload)(pointer)).toEqual({ pointer: at, path, value });
  });

  it.each([
    ['toys[1].price', '/toys/1/price', 'toy 2 › price'],
    ['/child', '/child', 'child'],
  ])('%s leads to a field that is missing in an object that is there', (pointer, at, path) => {
    expect(placesIn(TOY, payload)(pointer)).toEqual({ pointer: at, path, value: null });
  });

  it.each(['toy', 'colour', '/toys/7/toy', 'toys[7].toy', '', '/payload', 'x.y', '/toys/1/toy/z'])(
    '%j leads to no one place',
    (pointer) => {
      expect(placesIn(TOY, payload)(pointer)).toBeUndefined();
    },
  );

  it('is said in words without the message too, in French as well, and in the words of a name without a title', () => {
    expect(placeWords(TOY, 'toys[1].toy')).toBe('toy 2 › toy');
    expect(placeWords(TOY, '/payload/toys/1/toy', 'fr')).toBe('jouet 2 › jouet');
    expect(placeWords(TOY, '/someURLPart/other-part/0')).toBe('some urlpart › other part 1');
  });
});

describe('a filing that is told', () => {
  const wrong = { errorCode: 'WRONG', errorPointer: 'wish' };
  const atTime = (minute: number) => `2026-11-22T09:0${minute}:00.000Z`;
  const first = sent({ body: JSON.stringify({ wish: 'coal' }), at: atTime(0) });
  const second = sent({ body: JSON.stringify({ wish: 'ash' }), at: atTime(2), attempt: 2, messageId: 'm-2' });
  const error = (messageId: string, minute: number) =>
    received('Complaint', { ...complaint([wrong]), header: { messageId } }, { at: atTime(minute) });
  const told = (...records: LedgerRecord[]) => toldFiling(readFiling(letterKey, records), { messages: true });

  it('[H7-Efunc] leads each error to the value of the attempt that it is about', () => {
    const { errors, history } = told(first, error('e-1', 1), second, error('e-2', 3));
    const place = { pointer: '/wish', path: 'wish' };
    expect(history.map(({ errors: [one] = [] }) => one?.at)).toEqual([
      ...[undefined, { ...place, value: 'coal' }],
      ...[undefined, { ...place, value: 'ash' }],
    ]);
    expect(errors).toEqual([{ ...wrong, at: { ...place, value: 'ash' } }]);
  });

  it('has each message as it went and came: the text in its place where there is one', () => {
    const answer = received('Receipt', receipt());
    expect(told({ ...first, raw: '<wish/>' }, answer).history.map(({ body }) => body)).toEqual([
      '<wish/>',
      answer.body,
    ]);
    const { history } = toldFiling(readFiling(letterKey, [first, answer]));
    expect(history.every((entry) => !('body' in entry))).toBe(true);
  });

  it('leads our own errors into what was submitted, but for those about its envelope', () => {
    const refused: RefusedRecord = {
      ...{ type: 'refused', message: 'Letter', at: atTime(1), platform: 'shop-1', digest: 'd-0' },
      errors: [
        { errorPointer: '/payload/wish', errorDescription: 'no coal' },
        { errorPointer: '/platform', errorDescription: 'unknown' },
      ],
      body: submissionOf('Letter', { wish: 'coal' }),
    };
    const { errors, history } = told(refused);
    expect(errors.map(({ at }) => at)).toEqual([{ pointer: '/wish', path: 'wish', value: 'coal' }, undefined]);
    expect(history[0]?.body).toBe(refused.body);
  });
});

describe('a masked message', () => {
  it('hides what names a person, and what no message of the authority is known to have', () => {
    const wish = { id: 'L-1', wish: 'a train', child: 'Ann', toys: [{ toy: 'a ball' }], isGood: true };
    const open = { phone: '+33 1', age: 7, parent: { name: 'Eve' }, child: ['Ann', { of: 'Eve' }], none: null };
    expect(masked(TOY, { authority: 'toy', platform: 'shop-1', payload: { ...wish, ...open } })).toEqual({
      ...{ authority: 'toy', platform: 'shop-1' },
      payload: {
        ...{ id: 'L-1', wish: 'a train', child: '***', toys: [{ toy: 'a ball' }], isGood: true },
        ...{ phone: '***', age: '***', parent: { name: '***' }, none: null },
      },
    });
    expect(maskedText(TOY, '{"child":"Ann"}')).toBe('{"child":"***"}');
    expect(maskedText(TOY, '<child>Ann</child>')).toBe('***');
  });
});
