import * as z from 'zod';
import type { InboundMessage } from '../contract.ts';
import { valueAt } from '../fault.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { declarationState, frame, lrn, operatorRequestReference, textAt } from './fields.ts';
import { toOperator } from './paths.ts';
import { ofRequest, requestFacts } from './request-decision.ts';
import { declarationFacts } from './response-h7.ts';

/**
 * The decision of customs on an amendment (§7); an accepted one returns the whole amended declaration with its duties.
 * Only the comments of the published page are known.
 */
export const responseAmendmentH7Schema = lazily(() =>
  z.looseObject({
    header: z.looseObject({
      ...frame(),
      operatorRequestReference: operatorRequestReference().optional(),
      lrn: lrn().optional(),
    }),
    request: z.looseObject({ customsRequestReference: z.string().min(1) }),
    declarationState: declarationState().loose().optional(),
    dutiesAndTaxes: z.looseObject({}).optional(),
    declaration: z.looseObject({}).optional(),
  }),
);

const isAmended = (payload: unknown) =>
  valueAt(payload, '/dutiesAndTaxes') !== undefined || valueAt(payload, '/declaration') !== undefined;

export const responseAmendmentH7: InboundMessage = {
  message: 'Response_Amendment_H7',
  direction: 'inbound',
  title: 'Customs decided on an amendment',
  source: '§7.5',
  certainty: 'inferred',
  schema: lazily(() =>
    inferred(responseAmendmentH7Schema(), 'comments of the published page; names after Response_H7'),
  ),
  routes: ofRequest(toOperator.requestResponses),
  announces: 'request-decided',
  announcesAbout: 'amended',
  facts: (payload) => requestFacts(payload, isAmended(payload) ? 'accepted' : 'refused'),
  factsAbout(payload) {
    const reference = textAt(payload, '/header/lrn') ?? textAt(payload, '/declaration/lrn');
    const { decision, issued } = this.facts(payload);
    if (!reference || !decision) return {};
    if (decision === 'refused') return { [reference]: { ...(issued && { issued }), decision } };
    const declaration = valueAt(payload, '/declaration');
    return {
      [reference]: { ...declarationFacts(payload), decision, ...(declaration !== undefined && { declaration }) },
    };
  },
  looksLike: isAmended,
};
