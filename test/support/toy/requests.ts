import * as z from 'zod';
import type { InboundMessage, OutboundMessage } from '../../../schemas/contract.ts';
import { textAt, valueAt } from '../../../schemas/fault.ts';
import { lazily } from '../../../schemas/lazily.ts';
import type { FilingName, Lookup } from '../../../schemas/lookup.ts';
import { factsAboutToys, factsIn, toysIn } from './facts.ts';
import { callback, paths } from './paths.ts';
import { wishes } from './wishes.ts';

const base = { source: 'test', certainty: 'verified' } as const;

/** The header of a message, with its id, is new with each sending. */
export const newEachTime = {
  renewed: ['/header'],
  ownId: { at: '/header/messageId', make: (_: Date, uuid: string) => `toy-${uuid}` },
} as const;

const header = lazily(() => z.looseObject({ messageId: z.string() }));
const toys = lazily(() => z.array(z.looseObject({ id: z.string() })));
const idsIn = (payload: unknown) => toysIn(payload).flatMap((toy) => textAt(toy, '/id') ?? []);

const recallSchema = lazily(() => z.strictObject({ header: header(), request: z.string(), toys: toys() }));

/** Asks the toymaker not to make some toys. */
export const recall: OutboundMessage = {
  ...base,
  message: 'Recall',
  direction: 'outbound',
  title: 'Asks that toys be not made',
  schema: recallSchema,
  submission: lazily(() => recallSchema().extend({ header: header().optional() })),
  filing: 'request',
  reference: '/request',
  ...newEachTime,
  path: '/recalls',
  rules: [],
  afterSilence: 'resend',
  answeredBy: ['Registered', 'Recalled'],
  errorsAt: paths.requestComplaints,
  isAnswered: ({ authorityReference, request }) => authorityReference !== null || (request?.decision ?? null) !== null,
  followsUp: true,
  about: idsIn,
};

const changeSchema = lazily(() =>
  z.strictObject({
    header: header(),
    request: z.string(),
    id: z.string(),
    number: z.string(),
    wish: z.string(),
    toys: wishes().optional(),
  }),
);

/** Asks the toymaker to make another toy instead. */
export const change: OutboundMessage = {
  ...recall,
  message: 'Change',
  title: 'Asks for another toy instead',
  schema: changeSchema,
  submission: lazily(() => changeSchema().extend({ header: header().optional() }).partial({ number: true })),
  path: '/changes',
  answeredBy: ['Registered', 'Changed'],
  followsOn: { states: ['validated'], draft: ({ reference, declaration }) => ({ id: reference, wish: declaration }) },
  about: (payload) => [textAt(payload, '/id') ?? []].flat(),
};

const registered: InboundMessage = {
  ...base,
  message: 'Registered',
  direction: 'inbound',
  title: 'A request is registered, with its number',
  schema: lazily(() => z.looseObject({ header: header() })),
  routes: [{ ...callback, kind: 'request', path: paths.registrations, reference: '/request' }],
  announces: 'request-registered',
  givesReference: true,
  facts: factsIn,
};

const decided: InboundMessage = {
  ...registered,
  message: 'Recalled',
  title: 'A recall is decided',
  routes: [{ ...callback, kind: 'request', path: paths.decisions, reference: '/request' }],
  announces: 'request-decided',
  announcesAbout: 'state-changed',
  factsAbout: factsAboutToys,
};

/** Shares its route with the answer to a recall. */
const changed: InboundMessage = {
  ...decided,
  message: 'Changed',
  title: 'A change is decided',
  announcesAbout: 'amended',
  factsAbout(payload) {
    const id = textAt(payload, '/id');
    const declaration = valueAt(payload, '/declaration');
    return id ? { [id]: { ...factsIn(payload), ...(declaration !== undefined && { declaration }) } } : {};
  },
  looksLike: (payload) => valueAt(payload, '/declaration') !== undefined,
};

const askSchema = lazily(() => z.strictObject({ header: header(), toys: toys() }));

/** Asks what became of some toys. The answer names no reference. */
export const ask: OutboundMessage = {
  ...base,
  message: 'Ask',
  direction: 'outbound',
  title: 'Asks what became of toys',
  schema: askSchema,
  submission: askSchema,
  filing: 'consultation',
  reference: '/header/messageId',
  path: '/questions',
  rules: [],
  afterSilence: 'resend',
  answeredBy: ['Reply'],
  errorsAt: paths.complaints,
  needsReason: true,
  isAnswered: ({ history }) => history.some(({ message }) => message === 'Reply'),
  about: idsIn,
};

/** The answer to a question. It has its id beside its header, as no other message of the toymaker. */
export const told: InboundMessage = {
  ...base,
  message: 'Reply',
  direction: 'inbound',
  title: 'The toys that were asked for and found',
  schema: lazily(() => z.looseObject({ answer: z.string(), toys: toys() })),
  routes: [{ by: 'callback', kind: 'consultation', path: paths.told, messageId: '/answer', reference: '/question' }],
  announces: 'consulted',
  facts: factsIn,
  factsAbout: factsAboutToys,
  listsAll: (payload) => Array.isArray(valueAt(payload, '/toys')) && idsIn(payload).length === toysIn(payload).length,
};

/** The question that an answer is about: one that asked for a toy in it, or else the oldest that waits. */
export async function enquiryOf(
  payload: unknown,
  messageId: string,
  { mentions, enquiries }: Lookup,
): Promise<FilingName | undefined> {
  for (const reference of idsIn(payload)) {
    const { asked, stated } = await mentions({ kind: 'declaration', reference });
    const answered = stated.find((one) => one.messageId === messageId);
    const isOpen = (one: FilingName) => !stated.some((other) => other.reference === one.reference);
    const found = answered ?? asked.find((one) => one.kind === 'consultation' && isOpen(one));
    if (found) return found;
  }
  const all = await enquiries();
  const waiting = all.filter(({ isWaiting }) => isWaiting);
  const answered = all.find(({ heard }) => heard.includes(messageId));
  for (const one of answered ? [] : waiting) if (await one.asksForUnknown()) return one;
  return answered ?? waiting[0];
}

/** The requests about toys and the questions, with their answers. */
export const requests = [recall, change, ask, registered, decided, changed, told];
