import type { DeskAuthority } from '../../../desk/authorities/desk-authority.ts';
import { type Define, withGateway } from '../../../desk/definitions/common.ts';

const defineWonder: Define = (root) => {
  withGateway(root.command('wonder')).description('Wonder aloud what the toymaker makes.');
};

/** The desk's commands and words for the toymaker. */
export const toyDesk: DeskAuthority = {
  commands: [defineWonder],
  referenceFlag: 'wish-number',
  payloadOf: (text) => (/^\uFEFF?[A-Z]\w+\r?\n\d{4}\r?\n/.test(text) ? { lines: text } : undefined),
  messageOf: (payload) => ('lines' in payload || 'tally' in payload ? 'Tally' : undefined),
  usedByKey: 'usedByToymaker',
  asks: (reference) => `npx declarant wonder ${reference}`,
  canAsk: ({ status }) => status === 'sent' || status === 'answered',
  ask: async (_, references) => references.map((reference) => ({ reference, isAsked: true })),
  examples: {
    message: 'Letter',
    followUp: 'Hurry',
    reference: 'MY-WISH-1',
    submit: 'letter.json --wish-number MY-WISH-1 --wait',
    state: 'validated',
    init: ['--toy-base-url https://toys.example', '--toys-per-hour 10'],
  },
};
