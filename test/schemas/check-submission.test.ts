import { describe, expect, it } from 'vitest';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { creation, submissionOf } from '../support/messages.ts';

const check = (text: string) => checkSubmission(JSON.parse(text), 'delta-h7');

describe('a submission that is checked', () => {
  it('has no fault, and the reference that it is filed under', () => {
    expect(check(submissionOf(creation('L-1')))).toMatchObject({
      faults: [],
      reference: 'L-1',
      contract: { message: 'Creation_H7' },
      platform: 'shop-1',
      reason: null,
    });
  });

  it('is never without a fault where it has no reference to be filed under', () => {
    const payload = {
      header: { messageId: 'm'.repeat(101) },
      clearanceAgreement: { clearanceAgreementNumber: 'A234567' },
      declarations: [{ lrn: 'L-1' }],
    };
    const { faults, reference } = check(submissionOf(payload, { message: 'Consult_H7', reason: 'after an outage' }));
    expect(reference).toBeUndefined();
    expect(faults).toEqual([
      {
        pointer: '/payload/header/messageId',
        rule: 'a reference to file it under, of at most 100 characters',
        found: 'string of 101 characters',
        remedy: 'shorten it',
      },
    ]);
  });

  it('tells kinds of values, never the values', () => {
    const { faults } = check(submissionOf({ ...creation('SECRET-LRN-THAT-IS-FAR-TOO-LONG'), secret: 'SECRET' }));
    expect(faults.map(({ pointer }) => pointer)).toEqual(['/payload/header/lrn', '/payload/secret']);
    expect(JSON.stringify(faults)).not.toContain('SECRET');
  });
});
