import * as z from 'zod';
import type { FactsAbout, InboundMessage } from '../contract.ts';
import { listAt, valueAt } from '../fault.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { customsDeclarationReference, declarationState, frame, issuedOf, lrn, mrn, textAt } from './fields.ts';
import { callbackOn, toOperator } from './paths.ts';
import { stateFacts } from './response-h7.ts';

/** State and duties of each declaration that was found (§9). DGDDI's page is not public. */
export const responseConsultH7Schema = lazily(() =>
  z.looseObject({
    header: z.looseObject({ ...frame() }),
    declarations: z.array(
      z.looseObject({
        lrn: lrn(),
        customsDeclarationReference: customsDeclarationReference().optional(),
        mrn: mrn().optional(),
        declarationState: declarationState().loose().optional(),
        dutiesAndTaxes: z.looseObject({}).optional(),
      }),
    ),
  }),
);

export const responseConsultH7: InboundMessage = {
  message: 'Response_Consult_H7',
  direction: 'inbound',
  title: 'State and duties of the declarations that were asked for and found',
  source: '§9.5',
  certainty: 'inferred',
  schema: lazily(() => inferred(responseConsultH7Schema(), 'its content stands in §9.2.2; names after Response_H7')),
  // It carries no reference of the operator's: the LRNs in it say which consultation it answers.
  routes: [callbackOn(toOperator.consultations, 'consultation', '/header/consultation')],
  announces: 'consulted',
  facts: issuedOf,
  factsAbout(payload) {
    const about: FactsAbout = Object.create(null);
    for (const one of listAt(payload, '/declarations')) {
      const reference = textAt(one, '/lrn');
      const authorityReference = textAt(one, '/customsDeclarationReference');
      if (!reference) continue;
      about[reference] = {
        ...issuedOf(payload),
        ...(authorityReference && { authorityReference }),
        ...stateFacts(one),
      };
    }
    return about;
  },
  listsAll(payload) {
    const declarations = valueAt(payload, '/declarations');
    return Array.isArray(declarations) && declarations.every((one) => textAt(one, '/lrn') !== undefined);
  },
};
