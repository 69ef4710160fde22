import * as z from 'zod';
import type {
  AuthorityContract,
  Following,
  InboundMessage,
  NamedMessage,
  OutboundMessage,
} from '../../../schemas/contract.ts';
import { textAt, valueAt } from '../../../schemas/fault.ts';
import { lazily } from '../../../schemas/lazily.ts';

const header = lazily(() => z.looseObject({ messageId: z.string() }));
const letterSchema = lazily(() =>
  z.strictObject({ header: header(), id: z.string(), wish: z.string(), child: z.string().optional() }),
);

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
  afterSilence: 'resend',
  answeredBy: ['Receipt'],
  partyOf: (payload) => textAt(payload, '/child'),
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
  afterSilence: 'resend',
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

const repairSchema = lazily(() => z.strictObject({ header: header(), toy: z.string() }));

/** Has a toy repaired. The message holds no reference, so the envelope has to. */
const repair: OutboundMessage = {
  message: 'Repair',
  direction: 'outbound',
  title: 'Has a toy repaired',
  source: 'test',
  certainty: 'verified',
  schema: repairSchema,
  submission: lazily(() => repairSchema().extend({ header: header().optional() })),
  filing: 'declaration',
  reference: 'envelope',
  path: '/repairs',
  rules: [],
  afterSilence: 'resend',
  answeredBy: [],
  isAnswered: ({ state }) => state !== null,
};

const orderSchema = lazily(() => z.strictObject({ id: z.string(), toy: z.string() }));

/** Has a toy made; the gateway sends it by itself once the toy can be made. */
const order: OutboundMessage = {
  message: 'Order',
  direction: 'outbound',
  title: 'Has a toy made',
  source: 'test',
  certainty: 'verified',
  schema: orderSchema,
  submission: orderSchema,
  filing: 'declaration',
  reference: '/id',
  path: '/orders',
  rules: [],
  afterSilence: 'stop',
  answeredBy: ['Ordered'],
  by: 'gateway',
  isAnswered: ({ history }) => history.some(({ message, errors }) => message === 'Ordered' && !errors),
};

const ordered: InboundMessage = {
  message: 'Ordered',
  direction: 'inbound',
  title: 'The toy is made',
  source: 'test',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ state: z.string().optional() })),
  routes: [{ by: 'answer', to: 'Order' }],
  announces: 'state-changed',
  facts: stateIn,
};

/** The news of a toy, also of one that nobody ordered here; it comes by a feed. */
const news: InboundMessage = {
  message: 'News',
  direction: 'inbound',
  title: 'What became of a toy',
  source: 'test',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ state: z.string() })),
  routes: [{ by: 'feed', kind: 'declaration', feed: 'news' }],
  announces: 'state-changed',
  facts: stateIn,
};

/** An order follows once the toymaker says that it can be made, as many minutes later as it says. */
function next(sent: NamedMessage, { message, payload }: NamedMessage): Following | undefined {
  const minutes = valueAt(payload, '/orderInMinutes');
  if (message !== 'Checked' || typeof minutes !== 'number') return undefined;
  const { id, toy } = sent.payload as { id: string; toy: string };
  return { message: 'Order', payload: { id, toy }, afterMs: minutes * 60_000 };
}

function stateIn(payload: unknown) {
  const raw = textAt(payload, '/state');
  const errors = valueAt(payload, '/errors');
  return {
    ...(raw && { state: { raw } }),
    ...(Array.isArray(errors) && { errors, technical: valueAt(payload, '/technical') === true }),
  };
}

/** An authority for tests, which answers in every way that an authority may. */
export const toyContract: AuthorityContract = {
  authority: 'toy',
  title: 'The toymaker',
  noun: 'toymaker',
  callbackPrefixes: [],
  messages: [letter, check, repair, order, receipt, checked, ordered, news],
  next,
  spellings: {},
  kinds: { declaration: {} },
  states: ['validated', 'released'],
  referenceName: 'number',
  details: {},
  references: [],
  feeds: { news: { everySeconds: (lane) => (lane as { newsSeconds?: number } | undefined)?.newsSeconds } },
  stateOf: (raw) => (raw === 'MADE' ? 'released' : raw === 'TAKEN' ? 'validated' : 'unknown'),
};
