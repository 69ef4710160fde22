import * as z from 'zod';
import type { AuthorityError, OutboundMessage } from '../contract.ts';
import type { UnjudgedFiling } from '../filing.ts';
import { lazily } from '../lazily.ts';
import { declaration } from './declaration.ts';
import { filledIn, frame, lrn, newEachTime } from './fields.ts';
import { toCustoms, toOperator } from './paths.ts';
import { declarationRules } from './rules.ts';

const header = lazily(() => z.strictObject({ ...frame(), lrn: lrn() }));

/** Lodges a declaration, anticipated (`D`) or validated (`A`) (§3). */
export const creationH7Schema = lazily(() => z.strictObject({ header: header(), declaration: declaration() }));

/** True if customs answered the declaration: then it has a state, or at least a reference. */
export function isLodged({ state, authorityReference }: UnjudgedFiling): boolean {
  return state !== null || authorityReference !== null;
}

/**
 * [H7-E500t] True for the error of an LRN that exists already: after a call without an answer, the proof of its
 * arrival.
 */
export function isDuplicateLrn({ errorCode, errorPointer }: AuthorityError): boolean {
  return errorCode === 'H7_NAT_000' && (errorPointer === undefined || /lrn$/i.test(errorPointer));
}

export const creationH7: OutboundMessage = {
  message: 'Creation_H7',
  direction: 'outbound',
  title: 'Lodges a declaration, anticipated or validated',
  source: '§3.5',
  certainty: 'verified',
  schema: creationH7Schema,
  submission: lazily(() => creationH7Schema().extend({ header: header().partial(filledIn) })),
  filing: 'declaration',
  reference: '/header/lrn',
  ...newEachTime,
  path: toCustoms.create,
  rules: declarationRules,
  afterSilence: 'resend',
  answeredBy: ['Response_H7'],
  errorsAt: toOperator.declarationErrors,
  declarationAt: '/declaration',
  isAnswered: isLodged,
  provesArrival: isDuplicateLrn,
};
