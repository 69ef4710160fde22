import * as z from 'zod';
import type {
  AuthorityContract,
  Following,
  InboundMessage,
  NamedMessage,
  OutboundMessage,
} from '../../../schemas/contract.ts';
import { textAt, valueAt } from '../../../schemas/fault.ts';
import { instantOf } from '../../../schemas/instant.ts';
import { lazily } from '../../../schemas/lazily.ts';
import { building } from './building.ts';
import { factsIn } from './facts.ts';
import { callback, paths } from './paths.ts';
import { enquiryOf, newEachTime, requests } from './requests.ts';
import { tallies } from './tally.ts';
import { notOnTheLastDay, otherWish, wishes, wishRules } from './wishes.ts';

const header = lazily(() => z.looseObject({ messageId: z.string() }));
const letterSchema = lazily(() =>
  z.strictObject({
    header: header(),
    id: z.string().min(1).max(22),
    wish: z.string(),
    child: z.string().optional(),
    after: z.string().optional(),
    toys: wishes().optional(),
  }),
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
  ...newEachTime,
  path: '/letters',
  rules: wishRules,
  afterSilence: 'resend',
  answeredBy: ['Receipt'],
  partyOf: (payload) => textAt(payload, '/child'),
  errorsAt: paths.complaints,
  declarationAt: '/wish',
  agreesWith: otherWish,
  provesArrival: ({ errorCode }) => errorCode === 'TWICE',
  isAnswered: ({ state, authorityReference }) => state !== null || authorityReference !== null,
};

/** A letter once more, in place of one that the toymaker does not have. */
const reminder: OutboundMessage = {
  ...letter,
  message: 'Reminder',
  title: 'Wishes once more for something',
  path: '/reminders',
  supersedes: ['Letter'],
  about: idIn,
};

const hurrySchema = lazily(() =>
  z.strictObject({ header: header(), id: z.string().min(1).max(22), number: z.string().max(22) }),
);

/** Has a toy of which only the wish is known be made now. */
const hurry: OutboundMessage = {
  ...letter,
  message: 'Hurry',
  title: 'Has a toy made now',
  schema: hurrySchema,
  submission: lazily(() => hurrySchema().extend({ header: header().optional() }).partial({ number: true })),
  path: '/toys/{number}/hurries',
  answeredBy: ['News', 'Receipt'],
  errorsAt: paths.hurryComplaints,
  provesArrival: () => false,
  isAnswered: ({ state }) => state !== null && state !== 'anticipated',
  followsOn: { states: ['anticipated'], draft: ({ reference }) => ({ id: reference }) },
  followsUp: true,
  about: idIn,
};

const receipt: InboundMessage = {
  message: 'Receipt',
  direction: 'inbound',
  title: 'The letter is there',
  source: 'test',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ header: header(), id: z.string() })),
  routes: [{ ...callback, kind: 'declaration', path: paths.receipts, reference: '/id' }],
  announces: 'accepted',
  givesReference: true,
  facts: factsIn,
};

/** The errors of a letter, or of another message. */
const complaint: InboundMessage = {
  message: 'Complaint',
  direction: 'inbound',
  title: 'Errors in a message',
  source: 'test',
  certainty: 'verified',
  schema: lazily(() => z.looseObject({ header: header(), errors: z.array(z.looseObject({})) })),
  routes: [
    { ...callback, kind: 'declaration', path: paths.complaints, reference: '/id' },
    { ...callback, kind: 'declaration', path: paths.hurryComplaints, reference: '/id' },
    { ...callback, kind: 'request', path: paths.requestComplaints, reference: '/request' },
  ],
  announces: 'rejected',
  facts: factsIn,
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
  ...newEachTime,
  path: '/checks',
  rules: [notOnTheLastDay],
  schemaCode: ({ pointer }) => (pointer === '/toy' ? 'TOY' : 'FORM'),
  afterSilence: 'resend',
  answeredBy: ['Checked'],
  onceArrived: { state: { raw: 'TAKEN' } },
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
  facts: factsIn,
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
  ...newEachTime,
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
  onceFound: () => ({ state: { raw: 'MADE' } }),
  by: 'gateway',
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
  facts: factsIn,
};

/** A time that can be read. */
const since = lazily(() => z.string().refine((text) => instantOf(text) !== undefined, 'a date and time'));

/** The news of a toy, also of one that nobody ordered here; it comes by a feed, and by callback. */
const news: InboundMessage = {
  message: 'News',
  direction: 'inbound',
  title: 'What became of a toy',
  source: 'test',
  certainty: 'inferred',
  schema: lazily(() => z.looseObject({ header: header().optional(), state: z.string(), since: since().optional() })),
  routes: [
    { by: 'feed', kind: 'declaration', feed: 'news' },
    { by: 'feed', kind: 'stock', feed: 'news' },
    { by: 'feed', kind: 'declaration', feed: 'reviews' },
    { ...callback, kind: 'declaration', path: paths.news, reference: '/id' },
  ],
  announces: 'state-changed',
  facts: factsIn,
};

/**
 * An order follows once the toymaker says that it can be made, as many minutes later as it says; a house is built at
 * once.
 */
function next(sent: NamedMessage, { message, payload }: NamedMessage): Following | undefined {
  if (message === 'Surveyed' && textAt(payload, '/state') === 'WISHED')
    return { message: 'Build', payload: sent.payload as Record<string, unknown>, afterMs: 0 };
  const minutes = valueAt(payload, '/orderInMinutes');
  if (message !== 'Checked' || typeof minutes !== 'number') return undefined;
  const { id, toy } = sent.payload as { id: string; toy: string };
  return { message: 'Order', payload: { id, toy }, afterMs: minutes * 60_000 };
}

function idIn(payload: unknown): string[] {
  return [textAt(payload, '/id') ?? []].flat();
}

const stateNames: Readonly<Record<string, string>> = {
  WISHED: 'anticipated',
  TAKEN: 'validated',
  TESTED: 'under-control',
  MADE: 'released',
  GIVEN: 'given',
  DROPPED: 'invalidated',
};

/** An authority for tests, which answers in every way that an authority may. */
export const toyContract: AuthorityContract = {
  authority: 'toy',
  title: 'The toymaker',
  noun: 'toymaker',
  callbackPrefixes: ['/toymaker'],
  messages: [
    letter,
    check,
    repair,
    order,
    receipt,
    checked,
    ordered,
    news,
    reminder,
    hurry,
    complaint,
    ...tallies,
    ...requests,
    ...building,
  ],
  next,
  // His pupils' spelling.
  spellings: { Reciept: 'Receipt' },
  kinds: {
    declaration: {},
    request: { about: 'declaration' },
    consultation: { about: 'declaration', isEnquiry: true },
    // Toys that nobody wished for: only the feed has them.
    stock: {},
    building: {},
  },
  states: Object.values(stateNames),
  // A toy that is made, or given already, is there: platforms have one word for both.
  stateOutcomes: { released: 'released', given: 'released' },
  stateMeanings: { 'under-control': 'still to be given to the child' },
  credentialsExpire: true,
  showsCertificate: true,
  tokensPerDay: 20,
  enquiryOf,
  expiry: { state: 'anticipated', days: 20 },
  // A tally of 2026 that is tested has to be given by the end of that November.
  deadline: {
    state: 'under-control',
    of(reference) {
      const year = /\/(\d{4})$/.exec(reference)?.[1];
      return year === undefined ? undefined : new Date(`${year}-12-01T00:00:00Z`);
    },
    withinDays: 20,
  },
  referenceName: 'number',
  details: { tag: () => z.string(), price: () => z.unknown() },
  // A tag that says so belongs to another toy than was wished for.
  findingDetails: { surprise: () => z.looseObject({}) },
  findings(sent, answers) {
    const tag = answers.findLast(({ facts }) => facts.details?.['tag'] !== undefined)?.facts.details?.['tag'];
    return String(tag).startsWith('OTHER-') ? { surprise: { wish: sent, tag } } : {};
  },
  differs: ({ surprise }) => surprise !== undefined,
  references: ['tag'],
  findableBy: (declaration) => [textAt(declaration, '/sack') ?? []].flat(),
  feeds: {
    news: { everySeconds: (lane) => (lane as { newsSeconds?: number } | undefined)?.newsSeconds },
    reviews: { everySeconds: () => undefined, inOrder: true, elsewhere: true },
  },
  stateOf: (raw) => stateNames[raw] ?? 'unknown',
};
