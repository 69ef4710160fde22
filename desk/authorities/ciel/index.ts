import type { DeskAuthority } from '../desk-authority.ts';

/** The desk's words for CIEL. */
export const cielDesk: DeskAuthority = {
  examples: {
    message: 'DRM',
    followUp: 'DRM',
    reference: 'FR01300G07896/2026-08',
    submit: 'samples/ciel/01-*.json --wait',
    state: 'draft',
    init: ['--ciel-declarations-url http://10.0.0.1/cielinterpro/ws/1.0/declarations'],
  },
};
