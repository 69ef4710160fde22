import * as z from 'zod';
import type { AuthorityContract, InboundMessage, OutboundMessage } from '../../../schemas/contract.ts';
import { textAt, valueAt } from '../../../schemas/fault.ts';
import { lazily } from '../../../schemas/lazily.ts';

const header = lazily(() => z.looseObject({ messageId: z.string() }));
const letterSchema = lazily(() => z.strictObject({ header: header(), id: z.string(), wish: z.string() }));

/** A letter to the toymaker, who calls back with a receipt. */
const letter: OutboundMessage = {
  message: 'Letter',
  direction: 'outbound',
  title: 'Wishes for something',
  source: 'test',
  certainty: 'verified',
  schema: letterSchema,
  submission: lazily(() => letterSchema().extend({ header: header().optional() })),
  filing: 'declaration',
  reference: '/id',
  path: '/letters',
  rules: [],
  answeredBy: ['Receipt'],
  errorsAt: '/receipts',
  isAnswered: ({ state }) => state !== null,
};

const receipt: InboundMessage = {
  message: 'Receipt',
  direction: 'inbound',
  title: 'The letter is there',
  source: 'test',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ header: header(), id: z.string() })),
  routes: [{ by: 'callback', kind: 'declaration', path: '/receipts', reference: '/id' }],
  announces: 'accepted',
  facts: stateIn,
};

const checkSchema = lazily(() => z.strictObject({ header: header(), id: z.string(), toy: z.string() }));

/** Asks whether a toy can be made, and is answered at once. */
const check: OutboundMessage = {
  message: 'Check',
  direction: 'outbound',
  title: 'Asks whether a toy can be made',
  source: 'test',
  certainty: 'verified',
  schema: checkSchema,
  submission: lazily(() => checkSchema().extend({ header: header().optional() })),
  filing: 'declaration',
  reference: '/id',
  path: '/checks',
  rules: [],
  answeredBy: ['Checked'],
  isAnswered: ({ state }) => state !== null,
};

const checked: InboundMessage = {
  message: 'Checked',
  direction: 'inbound',
  title: 'Whether it can be made',
  source: 'test',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ state: z.string().optional() })),
  routes: [{ by: 'answer', to: 'Check' }],
  announces: 'accepted',
  facts: stateIn,
};

function stateIn(payload: unknown) {
  const raw = textAt(payload, '/state');
  const errors = valueAt(payload, '/errors');
  return {
    ...(raw && { state: { raw } }),
    ...(Array.isArray(errors) && { errors, technical: valueAt(payload, '/technical') === true }),
  };
}

/** An authority of the tests' own: each way in which one may answer, and no other word of any. */
export const toyContract: AuthorityContract = {
  authority: 'toy',
  title: 'The toymaker',
  noun: 'toymaker',
  callbackPrefixes: [],
  messages: [letter, check, receipt, checked],
  spellings: {},
  kinds: { declaration: {} },
  states: ['validated', 'released'],
  referenceName: 'number',
  details: {},
  stateOf: (raw) => (raw === 'MADE' ? 'released' : raw === 'TAKEN' ? 'validated' : 'unknown'),
};
