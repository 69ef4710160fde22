import * as z from 'zod';
import type { AuthorityContract, InboundMessage, OutboundMessage } from '../contract.ts';
import { textAt } from '../fault.ts';
import { lazily } from '../lazily.ts';

const notice = lazily(() => z.strictObject({ id: z.string(), number: z.string().min(1), text: z.string().min(1) }));

/** A notice, which the stub notes or turns down at once. */
const sent: OutboundMessage = {
  message: 'Notice',
  direction: 'outbound',
  title: 'Gives notice of something',
  source: 'none: a stub',
  certainty: 'verified',
  schema: notice,
  submission: lazily(() => notice().omit({ id: true })),
  filing: 'notice',
  reference: '/number',
  path: '/notices',
  afterSilence: 'resend',
  answeredBy: ['Noted'],
  isAnswered: ({ state }) => state !== null,
};

const noted: InboundMessage = {
  message: 'Noted',
  direction: 'inbound',
  title: 'It was noted',
  source: 'none: a stub',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ state: z.string(), entry: z.string().optional() })),
  routes: [{ by: 'answer', to: 'Notice' }],
  announces: 'accepted',
  facts(payload) {
    const [raw, entry, why] = [textAt(payload, '/state'), textAt(payload, '/entry'), textAt(payload, '/why')];
    if (why) return { errors: [{ errorCode: 'STUB_1', errorDescription: why }] };
    return { ...(raw && { state: { raw } }), ...(entry && { authorityReference: entry }) };
  },
};

/** An authority that answers at once. */
export const stub: AuthorityContract = {
  authority: 'stub',
  title: 'The stub',
  noun: 'stub office',
  messages: [sent, noted],
  kinds: { notice: {} },
  states: ['noted'],
  stateOf: (raw) => (raw === 'NOTED' ? 'noted' : 'unknown'),
  referenceName: 'entryNumber',
};
