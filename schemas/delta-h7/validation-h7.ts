import { z } from 'zod';
import type { OutboundMessage } from '../contract.ts';
import { goodsLocation } from './declaration.ts';
import { customsDeclarationReference, dateTime, inferred, lrn, messageId, text } from './fields.ts';

/**
 * Validates an anticipated declaration once the goods have arrived (§4). DGDDI's page is not
 * public: that it names the declaration and may carry the goods' location stands in §4.2.2.
 */
export const validationH7Schema = inferred(
  z.looseObject({
    header: z.looseObject({ messageDateTime: dateTime, messageId, lrn, customsDeclarationReference }),
    clearanceAgreement: z.looseObject({ clearanceAgreementNumber: text(8) }).optional(),
    goodsLocation: goodsLocation.optional(),
  }),
  'header after Response_H7; the goods\' location after §4.2.2',
);
