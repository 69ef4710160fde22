import { describe, expect, it } from 'vitest';
import { readCallback } from '../../../functions/receive/callback.ts';
import { contractOf } from '../../../functions/receive/identify.ts';
import { callbackRoutes } from '../../../schemas/catalogue.ts';
import { toOperator } from '../../../schemas/delta-h7/paths.ts';
import { received, sent } from '../../support/records.ts';

const header = { messageDateTime: '2026-11-22T10:00:05+01:00[Europe/Paris]', messageId: 'r-1' };
const asInvalidation = { declarations: [{ lrn: 'FR26-TEST-1', declarationState: { state: 'INV' } }] };
const asAmendment = { dutiesAndTaxes: { itemsTaxation: [] }, declaration: { lrn: 'FR26-TEST-1' } };

/** The message that an answer on the route that both share is taken for. */
function messageOf(payload: object, asked: string | undefined, route: string = toOperator.requestResponses) {
  const found = callbackRoutes(['delta-h7']).find(({ path }) => path === route);
  if (!found) throw new Error(`no route ${route}`);
  const body = JSON.stringify({ header: { ...header, operatorRequestReference: 'REQ-1' }, ...payload });
  const event = { resource: route, httpMethod: 'POST', pathParameters: { customsRequestReference: '77' }, body };
  const callback = readCallback({ ...event, isBase64Encoded: false } as never, found);
  const records = asked ? [sent({ message: asked })] : [received('Response_Registration_H7', { header })];
  return contractOf(callback, records).message;
}

describe('an answer on the route of invalidations and amendments', () => {
  const shapes = { nothing: {}, asInvalidation, asAmendment, both: { ...asInvalidation, ...asAmendment } };

  it.each(Object.entries(shapes))(
    '[H7-X45d] is the answer to what was asked, whatever it looks like: %s',
    (_, payload) => {
      expect(messageOf(payload, 'Request_Invalidation_H7')).toBe('Response_Invalidation_H7');
      expect(messageOf(payload, 'Request_Amendment_H7')).toBe('Response_Amendment_H7');
    },
  );

  it('[H7-X45d] is what it looks like only where nobody knows what was asked', () => {
    expect(messageOf(asInvalidation, undefined)).toBe('Response_Invalidation_H7');
    expect(messageOf(asAmendment, undefined)).toBe('Response_Amendment_H7');
  });

  it('is the only message of a route that no other shares, whatever was asked', () => {
    for (const asked of ['Request_Invalidation_H7', 'Request_Amendment_H7', undefined])
      expect(messageOf(asAmendment, asked, toOperator.requestRegistrations)).toBe('Response_Registration_H7');
  });
});
