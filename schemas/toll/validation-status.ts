import * as z from 'zod';
import type { Facts, FactsAbout, InboundMessage, NamedMessage } from '../contract.ts';
import { textAt, valueAt } from '../fault.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { consignmentReference } from './consignment-reference.ts';
import { validationErrors } from './errors.ts';
import { presentations } from './presentations.ts';
import { HELD, SUCCESS } from './states.ts';

/** The facts in the status of a request; a status that is not known is kept as a state. */
function statusFacts(payload: unknown): Facts {
  const errors = validationErrors(payload);
  const status = textAt(payload, '/status') ?? '';
  const incompleteDocumentationReasonList = valueAt(payload, '/incompleteDocumentationReasonList');
  const details = incompleteDocumentationReasonList === undefined ? {} : { incompleteDocumentationReasonList };
  if (status === 'FAILURE' || errors.length > 0)
    return { details, errors: errors.length > 0 ? errors : [{ errorDescription: 'FAILURE, and no word of why' }] };
  return { details, state: { raw: status, ...sinceIn(payload) } };
}

function sinceIn(payload: unknown): { since?: string } {
  const since = textAt(payload, '/notificationDate');
  return since ? { since } : {};
}

/** [TO-6] A house consignment that is presented is held until a signal comes. */
function heldConsignment(payload: unknown, sent?: NamedMessage): FactsAbout {
  const reference = sent?.message === 'house-consignment' ? consignmentReference(sent.payload) : undefined;
  if (reference === undefined || statusFacts(payload).state?.raw !== SUCCESS) return {};
  const requestId = textAt(sent?.payload, '/requestId');
  return { [reference]: { state: { raw: HELD, ...sinceIn(payload) }, details: { requestId } } };
}

/** [TO-4] The result of a request's validation. */
export const validationStatus: InboundMessage = {
  message: 'validation-status',
  direction: 'inbound',
  title: 'The result of the validation of a presentation',
  source: 'Fremlegging, validation-status; Asynkrone valideringsfeil',
  certainty: 'inferred',
  schema: lazily(() =>
    inferred(
      z.looseObject({
        status: z.string(),
        requestId: z.string().optional(),
        notificationDate: z.string().nullish(),
        validationErrorList: z
          .array(
            z.looseObject({
              description: z.string().nullish(),
              pointer: z.looseObject({ messageElementPath: z.string().nullish() }).nullish(),
            }),
          )
          .nullish(),
      }),
      'the form of the sister services of the movement declaration',
    ),
  ),
  routes: presentations.map(({ message }) => ({ by: 'answer', to: message })),
  announces: 'accepted',
  facts: statusFacts,
  factsAbout: heldConsignment,
};
