import type { DeskAuthority } from '../desk-authority.ts';

/** The words of help for the stub; it has no commands of its own. */
export const stubDesk: DeskAuthority = {
  commands: [],
  examples: {
    message: 'Notice',
    followUp: 'Notice',
    reference: 'NOTICE-1',
    submit: 'notice.json --wait',
    state: 'noted',
    init: ['--base-url https://stub.example'],
  },
};
