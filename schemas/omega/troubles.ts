import { ownCauses } from '../causes.ts';
import { certificateTroubles } from '../certificate-troubles.ts';
import type { CauseText } from '../trouble.ts';

const lasting = (means: string, remedy: string): CauseText => ({ means, remedy, heals: false });
const passing = (means: string, remedy: string): CauseText => ({ means, remedy, heals: true });

/** The meanings of what stops a lane to OMEGA, in one sentence each. */
export const troubles = ownCauses({
  ...certificateTroubles,
  'service-closed': passing(
    'OMEGA is closed',
    'see whether openingHours in the configuration are those of OMEGA; without them it is tried each retryMinutes',
  ),
  'service-maintenance': passing('OMEGA is under maintenance', 'ask GRDF how long it lasts'),
  'soap-fault': passing(
    'OMEGA answers with a SOAP fault, which says nothing about the request',
    'read its words: where they are about the form of the message, correct the descriptor (docs/omega-descriptor.md)',
  ),
  'soap-not-understood': lasting(
    'OMEGA does not understand the envelope',
    'correct soap in the descriptor: the other version of SOAP is wanted, or a header (docs/omega-descriptor.md)',
  ),
  'page-instead': passing(
    'a page came in the place of an answer of OMEGA',
    'read its words: a proxy may stand in between, or the URL be that of a portal',
  ),
  'soap-unreadable': passing(
    'what came back is no answer of OMEGA: half of one, nothing, or XML of another form',
    'see names and response in the descriptor, since they may differ in the XSD (docs/omega-descriptor.md), and whether a proxy stands in between',
  ),
  'answer-out-of-step': passing(
    'OMEGA answers with what has no meaning in this step of the dialogue',
    'look the request up on the portal, and ask GRDF',
  ),
});

/** A code of these troubles. */
export type OmegaTrouble = keyof typeof troubles;
