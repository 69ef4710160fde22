import { describe, expect, it } from 'vitest';
import { type ReadSubmission, readSubmission } from '../../../functions/send/submission.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { ask, letter, submissionOf } from '../../support/toy/messages.ts';
import { TOY } from '../../support/toy/register.ts';

const read = (text: string) => readSubmission(readOutboxText(text), TOY);
const pointersOf = (submission: ReadSubmission) =>
  submission.ready ? [] : submission.faults.map((fault) => fault.pointer);

describe('a submission', () => {
  it('is ready, with what the gateway fills in left out', () => {
    expect(read(submissionOf('Letter', letter()))).toMatchObject({
      ready: true,
      key: { authority: TOY, kind: 'declaration', reference: 'L-1' },
      platform: 'shop-1',
      payload: letter(),
    });
  });

  it('that is not JSON is refused without a reference', () => {
    expect(read('{"authority":')).toMatchObject({
      ready: false,
      key: undefined,
      faults: [{ pointer: '', rule: 'a submission is JSON' }],
    });
  });

  it.each([
    ['an unknown authority', { authority: 'toy-x' }, ['/authority']],
    ['no authority', { authority: undefined }, ['/authority']],
    ['an unknown message', { message: 'Letters' }, ['/message']],
    ['a message that the authority sends', { message: 'Receipt' }, ['/message']],
    ['a platform that cannot be told', { platform: 'shop 1' }, ['/platform']],
    ['an unknown property', { priority: 1 }, ['/priority']],
    ['no payload', { payload: undefined }, ['/payload']],
  ])('with %s is refused at that field', (_, more, pointers) => {
    expect(pointersOf(read(submissionOf('Letter', letter(), more)))).toEqual(pointers);
  });

  it('is refused with every fault of envelope, schema and rules at once', () => {
    const payload = letter('L-1', { wish: 'coal', toys: [{ toy: 'train' }, { toy: 7 }], extra: 1 });
    const submission = read(submissionOf('Letter', payload, { platform: '' }));
    expect(pointersOf(submission)).toEqual(['/platform', '/payload/toys/1/toy', '/payload/extra', '/payload/wish']);
    expect(submission).toMatchObject({ ready: false, key: { reference: 'L-1' }, message: 'Letter' });
  });

  it("has the authority's codes of faults, and no rule is tried where it judges the form first", () => {
    const christmas = new Date('2026-12-24T12:00:00Z');
    const faultsOf = (payload: object, on?: Date) => {
      const submission = readSubmission(readOutboxText(submissionOf('Check', payload)), TOY, undefined, on);
      return submission.ready ? [] : submission.faults.map(({ pointer, code }) => [pointer, code]);
    };
    expect(faultsOf({ id: 'C-1', toy: 'train' }, new Date('2026-12-25T00:00:00Z'))).toEqual([]);
    expect(faultsOf({ id: 'C-1', toy: 'train' }, christmas)).toEqual([['/payload/toy', 'BUSY']]);
    expect(faultsOf({ id: 'C-1', toy: 7, more: 1 }, christmas)).toEqual([
      ['/payload/toy', 'TOY'],
      ['/payload/more', 'FORM'],
    ]);
  });

  it('keeps its reference where only that can be read', () => {
    expect(read(submissionOf('Letter', { id: 'L-2' }))).toMatchObject({ ready: false, key: { reference: 'L-2' } });
    for (const id of [undefined, 7, '', 'x'.repeat(200)]) {
      expect(read(submissionOf('Letter', { id })), String(id)).toMatchObject({ ready: false, key: undefined });
    }
  });

  it('never throws, whatever is on the queue', () => {
    for (const text of [
      '',
      'null',
      '7',
      '[]',
      '"x"',
      '{}',
      '{"payload":[]}',
      '{"authority":{},"message":[],"payload":null}',
      '{"__proto__":{"authority":"toy"}}',
    ]) {
      expect(read(text).ready, text).toBe(false);
    }
  });

  it("of a message that only an operator may have sent needs the operator's reason", () => {
    const payload = ask('m-1', 'L-1');
    expect(pointersOf(read(submissionOf('Ask', payload)))).toEqual(['/reason']);
    expect(read(submissionOf('Ask', payload, { reason: 'callbacks lost on Tuesday' }))).toMatchObject({
      ready: true,
      reason: 'callbacks lost on Tuesday',
      key: { kind: 'consultation' },
    });
  });
});
