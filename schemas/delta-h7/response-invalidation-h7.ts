import * as z from 'zod';
import type { Facts, FactsAbout, InboundMessage } from '../contract.ts';
import { valueAt } from '../fault.ts';
import { lazily } from '../lazily.ts';
import { dateTime, frame, inferred, issuedOf, operatorRequestReference, references, text, textAt } from './fields.ts';
import { toOperator } from './paths.ts';
import { ofRequest, requestFacts } from './request-decision.ts';
import { declarationStateOf } from './states.ts';

/** The decision of customs on an invalidation (§6). Only the comments of the published page are known. */
export const responseInvalidationH7Schema = lazily(() =>
  z.looseObject({
    header: z.looseObject({
      ...frame(),
      operatorRequestReference: operatorRequestReference().optional(),
    }),
    request: z.looseObject({ customsRequestReference: z.string().min(1) }),
    declarations: z
      .array(
        z.looseObject({
          ...references(),
          declarationState: z.looseObject({ state: text(35), stateDateTime: dateTime() }),
        }),
      )
      .max(99, 'at most 99 declarations'),
  }),
);

function declarationsOf(payload: unknown): unknown[] {
  const declarations = valueAt(payload, '/declarations');
  return Array.isArray(declarations) ? declarations : [];
}

/**
 * Accepted where every declaration is invalidated, as the published comments say; the names of other fields do not
 * matter.
 */
function decisionOf(payload: unknown): Facts['decision'] {
  const states = declarationsOf(payload).map((one) => textAt(one, '/declarationState/state'));
  if (states.length === 0) return undefined;
  return states.every((state) => state !== undefined && declarationStateOf(state) === 'invalidated')
    ? 'accepted'
    : 'refused';
}

export const responseInvalidationH7: InboundMessage = {
  message: 'Response_Invalidation_H7',
  direction: 'inbound',
  title: 'Customs decided on an invalidation',
  source: '§6.5',
  certainty: 'inferred',
  schema: lazily(() =>
    inferred(responseInvalidationH7Schema(), 'comments of the published page; names after Response_Registration_H7'),
  ),
  routes: ofRequest(toOperator.requestResponses),
  announces: 'request-decided',
  facts(payload) {
    const states = decisionOf(payload);
    const facts = requestFacts(payload, undefined);
    const decision = states ?? facts.decision;
    return { ...facts, ...(decision && { decision }) };
  },
  factsAbout(payload) {
    const decision = decisionOf(payload);
    const about: FactsAbout = Object.create(null);
    for (const one of declarationsOf(payload)) {
      const reference = textAt(one, '/lrn');
      const raw = textAt(one, '/declarationState/state');
      const since = textAt(one, '/declarationState/stateDateTime') ?? issuedOf(payload).issued;
      if (!reference || !decision) continue;
      // After a refusal the declarations stay as they are: the repeated state is no news.
      about[reference] = {
        ...issuedOf(payload),
        decision,
        ...(decision === 'accepted' && raw && { state: { raw, ...(since && { since }) } }),
      };
    }
    return about;
  },
  looksLike: (payload) => declarationsOf(payload).length > 0,
};
