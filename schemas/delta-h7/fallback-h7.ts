import * as z from 'zod';
import type { OutboundMessage } from '../contract.ts';
import { type Fault, valueAt, valueKind } from '../fault.ts';
import { lazily } from '../lazily.ts';
import { isDuplicateLrn, isLodged } from './creation-h7.ts';
import { declaration } from './declaration.ts';
import { dateTime, filledIn, frame, lrn, namedInHeader, newEachTime, text } from './fields.ts';
import { toCustoms, toOperator } from './paths.ts';
import { declarationRules } from './rules.ts';

const header = lazily(() => z.strictObject({ ...frame(), lrn: lrn() }));

/**
 * Brings a declaration of the fallback procedure into the system (§8): as Creation_H7, always
 * validated, with the manifest on which the goods were cleared. It may carry the LRN of a
 * declaration that the outage blocked. Source: the published Fallback_H7 0.3.0.
 */
export const fallbackH7Schema = lazily(() =>
  z.strictObject({
    header: header(),
    fallbackProcedureInformation: z.strictObject({
      manifestLodgementDateTime: dateTime(),
      /** The sequence number on the manifest. */
      fallbackReferenceNumber: text(10),
    }),
    declaration: declaration(),
  }),
);

/** [H7-C3] A declaration of the fallback procedure is validated, never anticipated. */
export function validatedOnly(payload: unknown): Fault[] {
  const pointer = '/declaration/genericInformation/additionalDeclarationType';
  const type = valueAt(payload, pointer);
  if (type !== 'D') return [];
  return [
    {
      pointer,
      rule: 'a declaration of the fallback procedure is validated (additionalDeclarationType A)',
      found: valueKind(type),
      remedy: 'give A',
    },
  ];
}

export const fallbackH7: OutboundMessage = {
  message: 'Fallback_H7',
  direction: 'outbound',
  title: 'Brings a declaration of the fallback procedure into the system',
  source: '§8.5',
  certainty: 'verified',
  schema: fallbackH7Schema,
  submission: lazily(() => fallbackH7Schema().extend({ header: header().partial(filledIn) })),
  filing: 'declaration',
  reference: '/header/lrn',
  ...newEachTime,
  path: toCustoms.fallback,
  rules: [...declarationRules, validatedOnly],
  afterSilence: 'resend',
  answeredBy: ['Response_H7'],
  errorsAt: toOperator.declarationErrors,
  declarationAt: '/declaration',
  isAnswered: isLodged,
  provesArrival: isDuplicateLrn,
  supersedes: ['Creation_H7'],
  about: namedInHeader,
};
