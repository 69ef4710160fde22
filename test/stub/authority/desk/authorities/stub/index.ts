import type { DeskAuthority } from '../desk-authority.ts';

/** The words of help for the stub. */
export const stubDesk: DeskAuthority = {
  examples: {
    message: 'Notice',
    followUp: 'Notice',
    reference: 'NOTICE-1',
    submit: 'notice.json --wait',
    state: 'noted',
    init: ['--base-url https://stub.example'],
  },
};
