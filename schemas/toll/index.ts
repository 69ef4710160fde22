import * as z from 'zod';
import type { AuthorityContract } from '../contract.ts';
import { isTyped } from './consignment-reference.ts';
import { presentations } from './presentations.ts';
import { refusal } from './refusal.ts';
import { routing } from './routing.ts';
import { stateOf, states } from './states.ts';
import { validationStatus } from './validation-status.ts';

/** Tolletaten: Norwegian customs, presentation and routing of goods that enter. */
export const toll: AuthorityContract = {
  authority: 'toll',
  title: 'Tolletaten, Norwegian customs',
  noun: 'Tolletaten',
  messages: [...presentations, refusal, validationStatus, routing],
  kinds: {
    presentation: { speaksOf: 'consignment', referenceName: 'requestId', references: ['requestId'] },
    // [TO-6] Nobody files it: a signal or a presentation makes it.
    consignment: { references: ['routingResultId', 'requestId'], isMass: true, hasForm: isTyped },
  },
  states,
  stateOf,
  // [TO-6] Goods without a routing stay where they are.
  stateMeanings: {
    held: 'no routing has come yet: hold the goods until one does',
    'to-control': 'the goods go to a control before they may enter',
  },
  stateOutcomes: { 'to-entry': 'released', held: 'state-changed' },
  referenceName: 'routingResultId',
  references: ['requestId'],
  details: {
    requestId: () => z.string(),
    routingControlLocation: () => z.string(),
    entrySummaryDeclarationMRN: () => z.string(),
    receptacleId: () => z.string(),
    incompleteDocumentationReasonList: () => z.unknown(),
  },
  feeds: {
    routing: {
      everySeconds: (lane) => (lane as { routing?: { everySeconds: number } } | undefined)?.routing?.everySeconds,
      inOrder: true,
    },
  },
  credentialsExpire: true,
};
