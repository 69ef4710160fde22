import { z } from 'zod';
import { dateTime, declarationState, inferred, lrn, messageId, text } from './fields.ts';

/** Asks where up to 99 declarations stand, after an incident only (§9). DGDDI's page is not public. */
export const consultH7Schema = inferred(
  z.looseObject({
    header: z.looseObject({ messageDateTime: dateTime, messageId }),
    clearanceAgreement: z.looseObject({ clearanceAgreementNumber: text(8) }),
    declarations: z.array(z.looseObject({ lrn })).min(1, 'at least 1 LRN').max(99, 'at most 99 LRNs'),
  }),
  'that it carries agreement and LRNs stands in §9.2.2; names after Request_Invalidation_H7',
);

/** State and duties of each declaration that was found (§9). DGDDI's page is not public. */
export const responseConsultH7Schema = inferred(
  z.looseObject({
    header: z.looseObject({ messageDateTime: dateTime, messageId }),
    declarations: z.array(
      z.looseObject({
        lrn,
        customsDeclarationReference: text(22).optional(),
        mrn: text(18).optional(),
        declarationState: declarationState.loose().optional(),
        dutiesAndTaxes: z.looseObject({}).optional(),
      }),
    ),
  }),
  'its content stands in §9.2.2; names after Response_H7',
);
