import * as z from 'zod';
import type { OutboundMessage } from '../contract.ts';
import type { UnjudgedFiling } from '../filing.ts';
import { lazily } from '../lazily.ts';
import {
  filledIn,
  frame,
  namedInList,
  newEachTime,
  operatorRequestReference,
  references,
  supportingDocumentType,
  text,
} from './fields.ts';
import { toCustoms, toOperator } from './paths.ts';

const header = lazily(() =>
  z.strictObject({
    ...frame(),
    operatorRequestReference: operatorRequestReference(),
    /** The code list of motives is not public. */
    invalidationMotivation: z.string().min(1, 'must not be empty'),
    requestComment: text(350).optional(),
  }),
);
const clearanceAgreement = lazily(() => z.strictObject({ clearanceAgreementNumber: text(8) }));
const supportingDocument = lazily(() =>
  z.strictObject({ supportingDocumentReference: text(70), supportingDocumentType: supportingDocumentType() }),
);
const named = lazily(() =>
  z.strictObject({
    ...references(),
    supportingDocuments: z.array(supportingDocument()).max(99, 'at most 99 documents'),
  }),
);
const listed = (declaration: z.ZodType) =>
  z.array(declaration).min(1, 'at least 1 declaration').max(99, 'at most 99 declarations');

/** Asks customs to invalidate 1 to 99 validated declarations (§6). Source: the published Request_Invalidation_H7 0.3.0. */
export const requestInvalidationH7Schema = lazily(() =>
  z.strictObject({ header: header(), clearanceAgreement: clearanceAgreement(), declarations: listed(named()) }),
);

/** True if customs answered the request: then it is registered, or was decided already. */
export function isRegistered({ authorityReference, request }: UnjudgedFiling): boolean {
  return authorityReference !== null || (request?.decision ?? null) !== null;
}

export const requestInvalidationH7: OutboundMessage = {
  message: 'Request_Invalidation_H7',
  direction: 'outbound',
  title: 'Asks customs to invalidate 1 to 99 validated declarations',
  source: '§6.5',
  certainty: 'verified',
  schema: requestInvalidationH7Schema,
  submission: lazily(() =>
    z.strictObject({
      header: header().partial(filledIn),
      clearanceAgreement: clearanceAgreement().optional(),
      declarations: listed(
        named().partial({ customsDeclarationReference: true, mrn: true, supportingDocuments: true }),
      ),
    }),
  ),
  filing: 'request',
  reference: '/header/operatorRequestReference',
  ...newEachTime,
  path: toCustoms.invalidate,
  afterSilence: 'resend',
  answeredBy: ['Response_Registration_H7', 'Response_Invalidation_H7'],
  errorsAt: toOperator.requestErrors,
  isAnswered: isRegistered,
  followsOn: {
    states: ['validated'],
    draft: ({ reference }) => ({ header: {}, declarations: [{ lrn: reference }] }),
  },
  followsUp: true,
  about: namedInList,
};
