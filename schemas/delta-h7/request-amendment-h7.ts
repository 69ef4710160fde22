import * as z from 'zod';
import type { OutboundMessage } from '../contract.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { declaration } from './declaration.ts';
import { validatedOnly } from './fallback-h7.ts';
import { filledIn, frame, namedInHeader, newEachTime, operatorRequestReference, references, text } from './fields.ts';
import { toCustoms, toOperator } from './paths.ts';
import { isRegistered } from './request-invalidation-h7.ts';
import { declarationRules } from './rules.ts';

const header = lazily(() =>
  z.looseObject({
    ...frame(),
    operatorRequestReference: operatorRequestReference(),
    amendmentMotivation: z.string().min(1, 'must not be empty'),
    requestComment: text(350).optional(),
    ...references(),
  }),
);

/**
 * Asks customs to amend one validated declaration (§7); it carries the whole declaration. DGDDI's page is not public.
 */
export const requestAmendmentH7Schema = lazily(() =>
  z.looseObject({
    header: header(),
    declaration: declaration(),
    supportingDocuments: z.array(z.looseObject({})).max(99, 'at most 99 documents').optional(),
  }),
);

const grounds =
  'header after Request_Invalidation_H7; the whole declaration after the comments of Response_Amendment_H7';

export const requestAmendmentH7: OutboundMessage = {
  message: 'Request_Amendment_H7',
  direction: 'outbound',
  title: 'Asks customs to amend one validated declaration',
  source: '§7.5',
  certainty: 'inferred',
  schema: lazily(() => inferred(requestAmendmentH7Schema(), grounds)),
  submission: lazily(() =>
    inferred(
      requestAmendmentH7Schema().extend({
        header: header().partial({ ...filledIn, customsDeclarationReference: true, mrn: true }),
      }),
      grounds,
    ),
  ),
  filing: 'request',
  reference: '/header/operatorRequestReference',
  ...newEachTime,
  path: toCustoms.amend,
  rules: [...declarationRules, validatedOnly],
  afterSilence: 'resend',
  answeredBy: ['Response_Registration_H7', 'Response_Amendment_H7'],
  errorsAt: toOperator.requestErrors,
  declarationAt: '/declaration',
  isAnswered: isRegistered,
  followsOn: {
    states: ['validated'],
    draft: ({ reference, declaration }) => ({ header: { lrn: reference }, declaration }),
  },
  followsUp: true,
  about: namedInHeader,
};
