import * as z from 'zod';
import type { OutboundMessage } from '../contract.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { goodsLocation } from './declaration.ts';
import { customsDeclarationReference, filledIn, frame, lrn, namedInHeader, newEachTime, text } from './fields.ts';
import { toCustoms, toOperator } from './paths.ts';

const header = lazily(() =>
  z.looseObject({
    ...frame(),
    lrn: lrn(),
    customsDeclarationReference: customsDeclarationReference(),
  }),
);

/**
 * Validates an anticipated declaration once the goods have arrived (§4). DGDDI's page is not public: §4.2.2 says that
 * it names the declaration and may carry the goods' location.
 */
export const validationH7Schema = lazily(() =>
  z.looseObject({
    header: header(),
    clearanceAgreement: z.looseObject({ clearanceAgreementNumber: text(8) }).optional(),
    /** [H7-X2l] Present where it was absent at creation, or has changed. */
    goodsLocation: goodsLocation().optional(),
  }),
);

const grounds = "header after Response_H7; the goods' location after §4.2.2";

export const validationH7: OutboundMessage = {
  message: 'Validation_H7',
  direction: 'outbound',
  title: 'Validates an anticipated declaration whose goods have arrived',
  source: '§4.5',
  certainty: 'inferred',
  schema: lazily(() => inferred(validationH7Schema(), grounds)),
  submission: lazily(() =>
    inferred(
      validationH7Schema().extend({ header: header().partial({ ...filledIn, customsDeclarationReference: true }) }),
      grounds,
    ),
  ),
  filing: 'declaration',
  reference: '/header/lrn',
  ...newEachTime,
  path: toCustoms.validate,
  afterSilence: 'resend',
  answeredBy: ['State_H7', 'Response_H7'],
  errorsAt: toOperator.validationErrors,
  isAnswered: ({ state }) => state !== null && state !== 'anticipated',
  followsOn: { states: ['anticipated'], draft: ({ reference }) => ({ header: { lrn: reference } }) },
  followsUp: true,
  about: namedInHeader,
};
