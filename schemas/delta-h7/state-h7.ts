import * as z from 'zod';
import type { InboundMessage } from '../contract.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { declarationHeader, declarationState } from './fields.ts';
import { callbackOn, toOperator } from './paths.ts';
import { declarationFacts } from './response-h7.ts';

/**
 * A new state of a declaration (§5). DGDDI's page is not public: the fields are those of its sibling Response_H7, and
 * further ones are taken and kept.
 */
export const stateH7Schema = lazily(() =>
  inferred(
    z.looseObject({
      header: declarationHeader().loose(),
      declarationState: declarationState().loose(),
    }),
    'fields of the sibling message Response_H7; that it carries state and MRN stands in §4.2.2',
  ),
);

export const stateH7: InboundMessage = {
  message: 'State_H7',
  direction: 'inbound',
  title: 'A declaration took a new state',
  source: '§5.5',
  certainty: 'inferred',
  schema: stateH7Schema,
  routes: [callbackOn(toOperator.declarationStates, 'declaration', '/header/lrn')],
  announces: 'state-changed',
  facts: declarationFacts,
};
