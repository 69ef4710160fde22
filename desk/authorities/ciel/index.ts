import type { DeskAuthority } from '../desk-authority.ts';
import { defineTakeIn } from './define-take-in.ts';

/** The keys that no payload has but a declaration in one of its forms. */
const marks = ['declaration-recapitulative', 'message-interprofession', 'xml'];

/** The desk's words for CIEL. */
export const cielDesk: DeskAuthority = {
  commands: [defineTakeIn],
  // [CI-2] XML goes out byte for byte, with the mark at its beginning.
  payloadOf: (text) => (/^\uFEFF?\s*</.test(text) ? { xml: text } : undefined),
  messageOf: (payload) => (marks.some((key) => key in payload) ? 'DRM' : undefined),
  examples: {
    message: 'DRM',
    followUp: 'DRM',
    reference: 'FR01300G07896/2026-08',
    submit: 'samples/ciel/01-*.json --wait',
    state: 'draft',
    init: ['--vpc-id vpc-0a1b2c3d4e5f67890 --subnet-ids subnet-0a1b2c3d4e5f67891'],
  },
};
