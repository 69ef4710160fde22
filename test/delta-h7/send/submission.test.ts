import { describe, expect, it } from 'vitest';
import { type ReadSubmission, readSubmission } from '../../../functions/send/submission.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';
import { lawOf } from '../../../schemas/settings.ts';
import { creation, item, submissionOf } from '../../support/messages.ts';

const read = (text: string) =>
  readSubmission(readOutboxText(text), 'delta-h7', undefined, new Date(), lawOf('delta-h7'));
const pointersOf = (submission: ReadSubmission) =>
  submission.ready ? [] : submission.faults.map((fault) => fault.pointer);

describe('a submission', () => {
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
