import { describe, expect, it } from 'vitest';
import { filingsUnder } from '../../desk/filings/lookup.ts';
import { readSubmissions } from '../../desk/submit/submissions.ts';
import { checkSubmission } from '../../schemas/check-submission.ts';
import { readOutboxText } from '../../schemas/outbox-text.ts';
import { TollGateway } from './support/gateway.ts';

const payload = { customsOfficeOfPresentation: 'NO351001' };
const submission = (more: object = {}) => ({
  authority: 'toll',
  message: 'container',
  platform: 'shop-1',
  payload,
  ...more,
});
const read = (...all: object[]) => readSubmissions([{ name: 'presentations.json', text: JSON.stringify(all) }]);

describe('what is submitted by the desk', () => {
  it('without an id gets one, by which it can be followed', () => {
    const [first, second] = read(submission(), submission());
    expect(first?.reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(second?.reference).not.toBe(first?.reference);
    const checked = checkSubmission(readOutboxText(first?.body ?? ''), 'toll');
    expect(checked).toMatchObject({ faults: [], reference: first?.reference, payload });
  });

  it('keeps the id that it has', () => {
    const reference = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const texts = read(submission({ reference }), submission({ payload: { requestId: reference } }));
    expect(texts.map((one) => one.reference)).toEqual([reference, reference]);
    expect(texts.map(({ body }) => JSON.parse(body).reference)).toEqual([reference, undefined]);
  });
});

describe('what is shown', () => {
  it('[TO-6] is a consignment, too, though nobody files one', async () => {
    const requestId = '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11';
    const gateway = new TollGateway();
    gateway.tolletaten.statuses.set(requestId, { status: 'SUCCESS', requestId });
    const transportDocumentHouseLevel = { documentNumber: 'HC001', type: 'N740' };
    await gateway.submit('house-consignment', { requestId, transportDocumentHouseLevel });
    expect(await filingsUnder(gateway.ledger, ['toll'], 'N740:HC001')).toMatchObject([{ state: 'held' }]);
    expect(await filingsUnder(gateway.ledger, ['toll'], requestId)).toMatchObject([{ state: 'presented' }]);
  });
});
