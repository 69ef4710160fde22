import { describe, expect, it } from 'vitest';
import { checkSubmission } from '../../../schemas/check-submission.ts';
import { requestInvalidationH7 } from '../../../schemas/delta-h7/request-invalidation-h7.ts';
import { schemaFaults } from '../../../schemas/fault.ts';
import { readOutboxText } from '../../../schemas/outbox-text.ts';

const named = (count: number) => Array.from({ length: count }, (_, index) => ({ lrn: `FR26-TEST-${index}` }));
const known = (count: number) =>
  named(count).map((one) => ({
    ...one,
    customsDeclarationReference: '2282319',
    mrn: '26FR0000000000TST5',
    supportingDocuments: [],
  }));
const header = { operatorRequestReference: 'REQ-1', invalidationMotivation: 'ordered by mistake' };
const sentHeader = {
  ...header,
  messageDateTime: '2026-11-22T10:00:00+01:00[Europe/Paris]',
  messageId: 'b6c9f124-4a83-4003-bcc9-1bce1798c2ab1795338000',
};
const clearanceAgreement = { clearanceAgreementNumber: 'A234567' };

const sentFaults = (declarations: unknown) =>
  schemaFaults(requestInvalidationH7.schema(), { header: sentHeader, clearanceAgreement, declarations });
const submitted = (declarations: unknown) => {
  const payload = { header, declarations };
  const envelope = { authority: 'delta-h7', message: 'Request_Invalidation_H7', platform: 'shop-1', payload };
  return checkSubmission(readOutboxText(JSON.stringify(envelope)), 'delta-h7').faults;
};

describe('Request_Invalidation_H7', () => {
  it('[H7-X4] is taken for 1 to 99 declarations, as it is submitted and as it goes out', () => {
    for (const count of [1, 2, 99]) {
      expect(submitted(named(count)), String(count)).toEqual([]);
      expect(sentFaults(known(count)), String(count)).toEqual([]);
    }
  });

  it.each([
    [0, 'at least 1 declaration'],
    [100, 'at most 99 declarations'],
  ])('[H7-X4] is refused for %i declarations, and says why', (count, rule) => {
    expect(submitted(named(count))).toMatchObject([{ pointer: '/payload/declarations', rule }]);
    expect(sentFaults(known(count))).toMatchObject([{ pointer: '/declarations', rule }]);
  });

  it('[H7-X4] is refused without the list', () => {
    for (const none of [undefined, null, {}, 'FR26-TEST-1'])
      expect(submitted(none)).toMatchObject([{ pointer: '/payload/declarations' }]);
  });
});
