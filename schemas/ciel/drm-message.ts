import type { OutboundMessage } from '../contract.ts';
import { textAt } from '../fault.ts';
import { declarationReference } from './declaration-reference.ts';
import { drm } from './drm/drm.ts';
import { otherForms, readSubmitted } from './read-submitted.ts';
import { drmRules } from './rules/drm-rules.ts';
import { agreesWithLastMonth } from './rules/last-month.ts';
import { schemaCode } from './rules/schema-code.ts';
import { DRAFT } from './states.ts';

/** The monthly declaration of a wine grower: the content of `message-interprofession`. */
export const drmMessage: OutboundMessage = {
  message: 'DRM',
  direction: 'outbound',
  title: 'Declares the stocks and movements of a month',
  source: 'contract v2.24 §3 (IIP1), XSD 1.21, message-interprofession',
  certainty: 'verified',
  schema: drm,
  submission: drm,
  read: readSubmitted,
  otherForms,
  filing: 'declaration',
  reference: declarationReference,
  declarationAt: '',
  rules: drmRules,
  schemaCode,
  agreesWith: agreesWithLastMonth,
  path: '',
  // [CI-5] The second one is refused as received already where the first arrived.
  afterSilence: 'resend',
  provesArrival: ({ errorCode }) => errorCode === '007',
  onceArrived: { state: { raw: DRAFT } },
  answeredBy: ['reponse-ciel'],
  isAnswered: ({ state }) => state !== null,
  partyOf: (declaration) => textAt(declaration, '/siren-interprofession'),
};
