import type { ReceivedRecord } from '../../../functions/ledger/records.ts';
import type { ExchangeKind, ExchangeSide } from '../exchange/exchange.ts';
import * as toy from './messages.ts';
import { paths } from './paths.ts';
import { letterKey, received, requestKey, sent } from './records.ts';
import { Toymaker, toyAuthority } from './toymaker.ts';

const since = '2026-11-22T10:00:00.000Z';
const answer = (message: string, state: string) => (messageId: string) =>
  received(message, toy.receipt({ messageId, state, since }));
const registered = (messageId: string): ReceivedRecord =>
  received('Registered', { header: { messageId }, ...{ request: 'REQ-1', number: '9' } });
const submitted = (message: string, payload: unknown) => ({ submission: toy.submissionOf(message, payload) });
const wish = { key: letterKey, errorsAt: paths.complaints, again: 'duplicate' } as const;
const request = { key: requestKey, errorsAt: paths.requestComplaints, again: 'functional' } as const;

const kinds: Record<string, ExchangeKind> = {
  Letter: { ...wish, ...submitted('Letter', toy.letter()), answer: answer('Receipt', 'TAKEN') },
  Reminder: { ...wish, ...submitted('Reminder', toy.letter()), answer: answer('Receipt', 'TAKEN') },
  Hurry: {
    ...{ key: letterKey, errorsAt: paths.hurryComplaints, again: 'functional', before: 'anticipated' },
    ...submitted('Hurry', toy.hurry()),
    answer: answer('News', 'TAKEN'),
  },
  Recall: {
    ...{ ...request, before: 'validated', answer: registered },
    ...submitted('Recall', toy.recall('REQ-1', toy.ID)),
  },
  Change: { ...{ ...request, before: 'validated', answer: registered }, ...submitted('Change', toy.change('REQ-1')) },
  Ask: {
    ...{
      key: { ...letterKey, kind: 'consultation', reference: 'a-1' },
      errorsAt: paths.complaints,
      again: 'functional',
    },
    submission: toy.submissionOf('Ask', toy.ask('a-1', toy.ID), { reason: 'after an incident' }),
    answer: (messageId) => received('Reply', { answer: messageId, ...{ toys: [] } }),
  },
};

const errors = { functional: toy.wrong, technical: toy.technicalError, duplicate: toy.twice };

/** The toymaker's side of an exchange. */
export const toySide: ExchangeSide = {
  authority: (now) => toyAuthority(new Toymaker(), () => now().getTime()),
  kinds,
  declaration: {
    ...{ key: letterKey, authorityReference: '77' },
    filed: sent({ messageId: 'm-0', claimedBy: 'q-0', body: JSON.stringify(toy.letter()) }),
    answer: (before) =>
      received('Receipt', toy.receipt({ messageId: 'r-0', state: before === 'validated' ? 'TAKEN' : 'WISHED' })),
  },
  error: (what, messageId, path) => received('Complaint', toy.complaint([errors[what]], { messageId }), { path }),
};
