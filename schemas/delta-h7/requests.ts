import { z } from 'zod';
import { declaration } from './declaration.ts';
import { customsDeclarationReference, dateTime, inferred, lrn, messageId, mrn, text } from './fields.ts';

const supportingDocument = z.strictObject({ supportingDocumentReference: text(70), supportingDocumentType: text(4) });

/** The operator's reference of a request: the correlation key of its answers. */
export const operatorRequestReference = text(35);

/** Asks customs to invalidate 1 to 99 validated declarations (§6). Source: the published Request_Invalidation_H7 0.3.0. */
export const requestInvalidationH7Schema = z.strictObject({
  header: z.strictObject({
    messageDateTime: dateTime,
    messageId,
    operatorRequestReference,
    /** The code list of motives is not public. */
    invalidationMotivation: z.string().min(1, 'must not be empty'),
    requestComment: text(350).optional(),
  }),
  clearanceAgreement: z.strictObject({ clearanceAgreementNumber: text(8) }),
  declarations: z
    .array(
      z.strictObject({
        lrn,
        customsDeclarationReference,
        mrn,
        supportingDocuments: z.array(supportingDocument).max(99, 'at most 99 documents'),
      }),
    )
    .min(1, 'at least 1 declaration')
    .max(99, 'at most 99 declarations'),
});

/** Asks customs to amend one validated declaration (§7). DGDDI's page is not public. */
export const requestAmendmentH7Schema = inferred(
  z.looseObject({
    header: z.looseObject({
      messageDateTime: dateTime,
      messageId,
      operatorRequestReference,
      amendmentMotivation: z.string().min(1, 'must not be empty'),
      requestComment: text(350).optional(),
      lrn,
      customsDeclarationReference,
      mrn,
    }),
    declaration,
    supportingDocuments: z.array(z.looseObject({})).max(99, 'at most 99 documents').optional(),
  }),
  'header after Request_Invalidation_H7; the whole declaration after the comments of Response_Amendment_H7',
);
