import type { DeskAuthority } from '../desk-authority.ts';

/** The desk's words for Tolletaten. */
export const tollDesk: DeskAuthority = {
  commands: [],
  examples: {
    message: 'house-consignment',
    followUp: 'house-consignment',
    reference: '7b0b0f4e-6a5c-4b0e-9c43-0d8a4c8f2a11',
    submit: 'samples/toll/01-*.json --wait',
    state: 'held',
    init: ['--toll-base-url https://api-test.toll.no'],
  },
};
