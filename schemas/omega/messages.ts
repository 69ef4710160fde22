import type { Facts, InboundMessage, MessageContract, OutboundMessage } from '../contract.ts';
import { textAt } from '../fault.ts';
import { answerFacts, dialogueAnswer } from './answer.ts';
import { dateFaults } from './date-rule.ts';
import { tjdcRequest } from './request.ts';
import { REGISTERED } from './states.ts';

/** [OM-4] A request that a person found at OMEGA, in work or closed with success, is registered. */
const asRegistered = (): Facts => ({ state: { raw: REGISTERED } });

/** A text of a request, whose white space and composition of characters say nothing. */
const plainAt = (request: unknown, field: string) =>
  textAt(request, field)?.normalize('NFC').replace(/\s+/g, ' ').trim();

/** The parts that both steps share: each record has the whole request. */
const step = {
  direction: 'outbound',
  certainty: 'verified',
  schema: tjdcRequest,
  submission: tjdcRequest,
  filing: 'request',
  reference: 'envelope',
  // A person looks for the metering point also of a request that went no further than step 1.
  declarationAt: '',
  path: '',
  onceFound: asRegistered,
} as const;

/** [OM-1] Step 1, by which OMEGA says whether the request can be made. Its record has the whole request. */
export const verifier: OutboundMessage = {
  ...step,
  message: 'VerifierRecevabiliteTJDC',
  title: 'Asks whether such a request can be made: a refusal makes an entry at OMEGA',
  source: 'CreerDemandeTJDC V1.9 §3.2.1',
  // [OM-4] Its answer was lost: a refusal among them makes a request at OMEGA.
  afterSilence: 'resend-once',
  resendAfterMinutes: 5,
  answeredBy: ['ReponseWSVerifierRecevabiliteTJDC'],
  by: 'gateway',
  isSameCall: (payload, earlier) =>
    ['/NumeroPCE', '/NomDuClient', '/CodePostal'].every((field) => plainAt(payload, field) === plainAt(earlier, field)),
};

/** [OM-1] Step 2, which makes the request. */
export const creer: OutboundMessage = {
  ...step,
  message: 'CreerDemandeTJDC',
  title: 'Requests the daily consumption data of a metering point',
  source: 'CreerDemandeTJDC V1.9 §3.3.1',
  // [OM-4] Its answer was lost: a second one could make a second request.
  afterSilence: 'stop',
  answeredBy: ['ReponseWSCreerDemandeTJDC'],
  rules: [dateFaults],
  opensWith: 'VerifierRecevabiliteTJDC',
};

const verified: InboundMessage = {
  message: 'ReponseWSVerifierRecevabiliteTJDC',
  direction: 'inbound',
  title: 'The request can be made, or is refused',
  source: 'CreerDemandeTJDC V1.9 §3.2.2',
  certainty: 'verified',
  schema: dialogueAnswer,
  routes: [{ by: 'answer', to: 'VerifierRecevabiliteTJDC' }],
  announces: 'state-changed',
  facts: answerFacts,
};

const created: InboundMessage = {
  message: 'ReponseWSCreerDemandeTJDC',
  direction: 'inbound',
  title: 'The request is made, or is refused',
  source: 'CreerDemandeTJDC V1.9 §3.3.2',
  certainty: 'verified',
  schema: dialogueAnswer,
  routes: [{ by: 'answer', to: 'CreerDemandeTJDC' }],
  announces: 'accepted',
  givesReference: true,
  facts: answerFacts,
};

export const dialogue: readonly MessageContract[] = [creer, verifier, verified, created];
