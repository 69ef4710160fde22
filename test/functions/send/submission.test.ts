import { describe, expect, it } from 'vitest';
import { type ReadSubmission, readSubmission } from '../../../functions/send/submission.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { creation, item, submissionOf } from '../../support/messages.ts';

const read = (text: string) => readSubmission(readOutboxText(text), 'delta-h7');
const pointersOf = (submission: ReadSubmission) =>
  submission.ready ? [] : submission.faults.map((fault) => fault.pointer);

describe('a submission', () => {
  it('is ready, with what the gateway fills in left out', () => {
    expect(read(submissionOf(creation('L-1')))).toMatchObject({
      ready: true,
      key: { authority: 'delta-h7', kind: 'declaration', reference: 'L-1' },
      platform: 'shop-1',
      payload: creation('L-1'),
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
    ['an unknown authority', { authority: 'delta-x' }, ['/authority']],
    ['no authority', { authority: undefined }, ['/authority']],
    ['an unknown message', { message: 'Creation_H8' }, ['/message']],
    ['a message that customs sends', { message: 'Response_H7' }, ['/message']],
    ['a platform that cannot be told', { platform: 'shop 1' }, ['/platform']],
    ['an unknown property', { priority: 1 }, ['/priority']],
    ['no payload', { payload: undefined }, ['/payload']],
  ])('with %s is refused at that field', (_, more, pointers) => {
    expect(pointersOf(read(submissionOf(creation(), more)))).toEqual(pointers);
  });

  it('is refused with every fault of envelope, schema and rules at once', () => {
    const payload = { ...creation('L-1', 'D', [item(200), { ...item(1), commodityCode: 'x' }]), extra: 1 };
    const submission = read(submissionOf(payload, { platform: '' }));
    expect(pointersOf(submission)).toEqual([
      '/platform',
      '/payload/declaration/items/1/commodityCode',
      '/payload/extra',
      '/payload/declaration/items',
    ]);
    expect(submission).toMatchObject({ ready: false, key: { reference: 'L-1' }, message: 'Creation_H7' });
  });

  it('keeps its reference where only that can be read', () => {
    expect(read(submissionOf({ header: { lrn: 'L-2' } }))).toMatchObject({ ready: false, key: { reference: 'L-2' } });
    for (const lrn of [undefined, 7, '', 'x'.repeat(200)]) {
      expect(read(submissionOf({ header: { lrn } })), String(lrn)).toMatchObject({ ready: false, key: undefined });
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
      '{"__proto__":{"authority":"delta-h7"}}',
    ]) {
      expect(read(text).ready, text).toBe(false);
    }
  });

  it("[H7-X7u] of a consultation needs an operator's reason", () => {
    const payload = {
      header: { messageId: 'm-1' },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: [{ lrn: 'L-1' }],
    };
    expect(pointersOf(read(submissionOf(payload, { message: 'Consult_H7' })))).toEqual(['/reason']);
    const reasoned = submissionOf(payload, { message: 'Consult_H7', reason: 'callbacks lost on Tuesday' });
    expect(read(reasoned)).toMatchObject({
      ready: true,
      reason: 'callbacks lost on Tuesday',
      key: { kind: 'consultation' },
    });
  });
});
