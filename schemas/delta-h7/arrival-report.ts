import * as z from 'zod';
import type { InboundMessage } from '../contract.ts';
import { valueAt } from '../fault.ts';
import { lazily } from '../lazily.ts';

const count = () => z.int().min(0);

/** The declarations of an arrival, each counted once. */
export const arrivalCounts = lazily(() =>
  z.looseObject({
    validated: count().describe('Declarations that this arrival had validated'),
    waiting: count().describe('Declarations whose validation goes, or has no answer yet'),
    rejected: count().describe('Declarations that customs turned down, or whose validation it did'),
    skipped: count().describe('Declarations that needed no validation by it: validated before, or over'),
    unknown: count().optional().describe('LRNs that were named and never filed here'),
  }),
);

/** The end of an arrival: written by the gateway itself once its last declaration is through. */
export const arrivalReport: InboundMessage = {
  message: 'Arrival_Report',
  direction: 'inbound',
  title: 'All declarations of an arrival are through',
  source: '§4.5',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ arrival: arrivalCounts(), joinsUntil: z.string() })),
  routes: [{ by: 'answer', to: 'Arrival' }],
  announces: 'completed',
  facts(payload) {
    const [arrival, joinsUntil] = [valueAt(payload, '/arrival'), valueAt(payload, '/joinsUntil')];
    return { details: { ...(arrival !== undefined && { arrival }), ...(joinsUntil !== undefined && { joinsUntil }) } };
  },
};
