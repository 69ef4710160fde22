import * as z from 'zod';
import type { OutboundMessage } from '../contract.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { filledIn, frame, lrn, namedInList, text } from './fields.ts';
import { toCustoms, toOperator } from './paths.ts';

/** The most LRNs in one consultation. */
export const LRNS_A_CONSULTATION = 99;

const header = lazily(() => z.looseObject({ ...frame() }));

/**
 * Asks for the state of up to 99 declarations, after an incident only (§9). DGDDI's page is not public. The message has
 * no reference of the operator's, so its own id is its reference here.
 */
export const consultH7Schema = lazily(() =>
  z.looseObject({
    header: header(),
    clearanceAgreement: z.looseObject({ clearanceAgreementNumber: text(8) }),
    declarations: z
      .array(z.looseObject({ lrn: lrn() }))
      .min(1, 'at least 1 LRN')
      .max(LRNS_A_CONSULTATION, `at most ${LRNS_A_CONSULTATION} LRNs`),
  }),
);

const grounds = 'that it carries agreement and LRNs stands in §9.2.2; names after Request_Invalidation_H7';

export const consultH7: OutboundMessage = {
  message: 'Consult_H7',
  direction: 'outbound',
  title: 'Asks for the state of up to 99 declarations, after an incident only',
  source: '§9.5',
  certainty: 'inferred',
  schema: lazily(() => inferred(consultH7Schema(), grounds)),
  submission: lazily(() =>
    inferred(
      consultH7Schema().extend({ header: header().partial({ messageDateTime: filledIn.messageDateTime }) }),
      grounds,
    ),
  ),
  filing: 'consultation',
  reference: '/header/messageId',
  renewed: ['/header/messageDateTime'],
  path: toCustoms.consult,
  afterSilence: 'resend',
  answeredBy: ['Response_Consult_H7'],
  // The contract foresees no error about a consultation (§9.2.2); one would come with those about declarations.
  errorsAt: toOperator.declarationErrors,
  needsReason: true,
  about: namedInList,
  isAnswered: ({ history }) => history.some(({ message }) => message === 'Response_Consult_H7'),
};
