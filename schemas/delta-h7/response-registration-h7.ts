import * as z from 'zod';
import type { InboundMessage } from '../contract.ts';
import { lazily } from '../lazily.ts';
import { dateTime, frame, issuedOf, operatorRequestReference, references, textAt } from './fields.ts';
import { toOperator } from './paths.ts';
import { ofRequest } from './request-decision.ts';

/**
 * The registration of a request, with the number that customs gave it (§6, §7). Source: the published
 * Response_Registration_H7 0.3.0.
 */
export const responseRegistrationH7Schema = lazily(() =>
  z.strictObject({
    header: z.strictObject({
      ...frame(),
      operatorRequestReference: operatorRequestReference(),
    }),
    request: z
      .strictObject({ customsRequestReference: z.string().min(1), requestRegistrationDateTime: dateTime() })
      .optional(),
    declarations: z.array(z.strictObject({ ...references() })).max(99, 'at most 99 declarations'),
  }),
);

export const responseRegistrationH7: InboundMessage = {
  message: 'Response_Registration_H7',
  direction: 'inbound',
  title: 'Customs registered a request, with its number',
  source: '§6.5, §7.5',
  certainty: 'verified',
  schema: responseRegistrationH7Schema,
  routes: ofRequest(toOperator.requestRegistrations),
  announces: 'request-registered',
  givesReference: true,
  facts(payload) {
    const authorityReference = textAt(payload, '/request/customsRequestReference');
    return { ...issuedOf(payload), ...(authorityReference && { authorityReference }) };
  },
};
