import * as z from 'zod';
import type { InboundMessage, OutboundMessage } from '../../../schemas/contract.ts';
import { textAt } from '../../../schemas/fault.ts';
import { lazily } from '../../../schemas/lazily.ts';
import { factsIn } from './facts.ts';

const plan = lazily(() => z.looseObject({ house: z.string().min(1), by: z.string().optional() }));
const base = { source: 'test', certainty: 'verified' } as const;

const sent = {
  ...base,
  direction: 'outbound',
  schema: plan,
  submission: plan,
  filing: 'building',
  reference: 'envelope',
  renewed: ['/header'],
} as const;

/** Asks whether a doll's house can be built, which opens what was submitted as its building. */
const survey: OutboundMessage = {
  ...sent,
  message: 'Survey',
  title: 'Asks whether a house can be built',
  path: '/surveys',
  afterSilence: 'resend-once',
  resendAfterMinutes: 5,
  answeredBy: ['Surveyed'],
  by: 'gateway',
  isSameCall: (payload, earlier) => textAt(payload, '/house') === textAt(earlier, '/house'),
};

/** Has a doll's house built, once it is known that it can be. */
const build: OutboundMessage = {
  ...sent,
  message: 'Build',
  title: 'Has a house built',
  path: '/buildings',
  afterSilence: 'stop',
  answeredBy: ['Built'],
  opensWith: 'Survey',
};

const surveyed: InboundMessage = {
  ...base,
  message: 'Surveyed',
  direction: 'inbound',
  title: 'Whether the house can be built',
  schema: lazily(() => z.looseObject({ state: z.string().optional() })),
  routes: [{ by: 'answer', to: 'Survey' }],
  announces: 'state-changed',
  facts: factsIn,
};

const built: InboundMessage = {
  ...surveyed,
  message: 'Built',
  title: 'The house is built',
  routes: [{ by: 'answer', to: 'Build' }],
  announces: 'accepted',
  givesReference: true,
};

/** A dialogue of two messages, of which only the second is submitted. */
export const building = [build, survey, surveyed, built];
