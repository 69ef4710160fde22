import * as z from 'zod';
import type { InboundMessage } from '../contract.ts';
import { inferred } from '../inferred.ts';
import { lazily } from '../lazily.ts';
import { refusalErrors } from './errors.ts';
import { presentations } from './presentations.ts';

/** The faults for which a call was refused (400). */
export const refusal: InboundMessage = {
  message: 'validation-errors',
  direction: 'inbound',
  title: 'A call was refused, with the faults of its fields',
  source: 'Synkrone valideringsfeil',
  certainty: 'inferred',
  schema: lazily(() =>
    inferred(
      z.looseObject({ validationErrors: z.array(z.looseObject({ field: z.string(), error: z.string() })) }),
      'the form of the sister services of the movement declaration',
    ),
  ),
  routes: presentations.map(({ message }) => ({ by: 'answer', to: message })),
  announces: 'rejected',
  facts: (payload) => ({ errors: refusalErrors(payload) }),
};
