import * as z from 'zod';
import type { Facts, InboundMessage } from '../contract.ts';
import { valueAt } from '../fault.ts';
import { lazily } from '../lazily.ts';
import { amount, declarationHeader, declarationState, issuedOf, itemNumber, rate, text, textAt } from './fields.ts';
import { callbackOn, toOperator } from './paths.ts';

const itemTaxation = lazily(() =>
  z.strictObject({
    itemNumber: itemNumber(),
    nationalTaxCode: z.string().length(4, 'code of 4 characters').optional(),
    taxType: z.string().length(3, 'code of 3 characters').optional(),
    taxBaseAmount: amount().optional(),
    taxRate: rate().optional(),
    payableTaxAmount: amount(),
    additionalProcedure: z
      .array(z.strictObject({ additionalProcedureCode: text(3) }))
      .max(2, 'at most 2 additional procedures'),
  }),
);

/**
 * Duties and taxes as customs assessed them. One entry of `itemsTaxation` is one tax, so an item
 * may appear several times; sums are not checked, as DGDDI's own example does not add up.
 */
export const dutiesAndTaxes = lazily(() =>
  z.strictObject({
    /** Absent on relief from taxation, although the published schema lists it as required. */
    generalTaxation: z
      .strictObject({ guaranteedAmount: amount(), unguaranteedAmount: amount(), totalPayableTaxAmount: amount() })
      .optional(),
    itemsTaxation: z.array(itemTaxation()).max(99, 'at most 99 entries'),
  }),
);

/**
 * Customs' answer to a creation, a validation or a fallback: reference, MRN once validated,
 * state and duties. Source: asyncAPI "DELTA H7 API 0.3.0".
 */
export const responseH7Schema = lazily(() =>
  z.strictObject({
    header: declarationHeader(),
    declarationState: declarationState(),
    dutiesAndTaxes: dutiesAndTaxes(),
  }),
);

/** State, MRN and duties of a message, or of a part of one that has them. */
export function stateFacts(part: unknown, header: unknown = part): Pick<Facts, 'state' | 'details'> {
  const raw = textAt(part, '/declarationState/state');
  const since = textAt(part, '/declarationState/stateDateTime');
  const duties = valueAt(part, '/dutiesAndTaxes');
  const number = textAt(header, '/mrn');
  const details = { ...(number && { mrn: number }), ...(duties !== undefined && { dutiesAndTaxes: duties }) };
  return {
    ...(raw && { state: { raw, ...(since && { since }) } }),
    ...(Object.keys(details).length > 0 && { details }),
  };
}

/** The facts in an answer about a declaration: references, state and, where there are any, duties. */
export function declarationFacts(payload: unknown): Facts {
  const authorityReference = textAt(payload, '/header/customsDeclarationReference');
  return {
    ...issuedOf(payload),
    ...(authorityReference && { authorityReference }),
    ...stateFacts(payload, valueAt(payload, '/header')),
  };
}

export const responseH7: InboundMessage = {
  message: 'Response_H7',
  direction: 'inbound',
  title: 'Reference, MRN, state and duties of a declaration that was created, validated or brought back',
  source: '§3.5, §4.5, §8.5',
  certainty: 'verified',
  schema: responseH7Schema,
  routes: [callbackOn(toOperator.declarationResponses, 'declaration', '/header/lrn')],
  announces: 'accepted',
  givesReference: true,
  facts: declarationFacts,
};
