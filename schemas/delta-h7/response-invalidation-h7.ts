import * as z from 'zod';
import type { Facts, FactsAbout, InboundMessage } from '../contract.ts';
import { listAt } from '../fault.ts';
import { UNKNOWN_STATE } from '../filing.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { dateTime, frame, issuedOf, operatorRequestReference, references, text, textAt } from './fields.ts';
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

const declarationsOf = (payload: unknown) => listAt(payload, '/declarations');

/**
 * Accepted where every declaration is invalidated, as the published comments say. A code that is not known judges
 * nothing: then the request's own fields decide.
 */
function decisionOf(payload: unknown): Facts['decision'] {
  const states = declarationsOf(payload).map((one) => declarationStateOf(textAt(one, '/declarationState/state') ?? ''));
  if (states.some((state) => state !== 'invalidated' && state !== UNKNOWN_STATE)) return 'refused';
  const isKnown = states.length > 0 && !states.includes(UNKNOWN_STATE);
  return isKnown ? 'accepted' : requestFacts(payload, undefined).decision;
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
  announcesAbout: 'state-changed',
  facts(payload) {
    const decision = decisionOf(payload);
    return { ...requestFacts(payload, undefined), ...(decision && { decision }) };
  },
  factsAbout(payload) {
    const decision = decisionOf(payload);
    const about: FactsAbout = Object.create(null);
    for (const one of declarationsOf(payload)) {
      const reference = textAt(one, '/lrn');
      const raw = textAt(one, '/declarationState/state');
      const since = textAt(one, '/declarationState/stateDateTime') ?? issuedOf(payload).issued;
      // Without its state, nothing is known of what became of it.
      if (!reference || !decision || (decision === 'accepted' && !raw)) continue;
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
