import type { DeskAuthority } from '../desk-authority.ts';

/** The desk's words for CIEL. */
export const cielDesk: DeskAuthority = {
  examples: {
    message: 'DRM',
    followUp: 'DRM',
    reference: 'FR01300G07896/2026-08',
    submit: 'samples/ciel/01-*.json --wait',
    state: 'draft',
    init: ['--vpc-id vpc-0a1b2c3d4e5f67890 --subnet-ids subnet-0a1b2c3d4e5f67891'],
  },
};
