import * as z from 'zod';
import { boundedError } from '../bounded-error.ts';
import type { AuthorityError, Facts, InboundMessage } from '../contract.ts';
import { valueAt } from '../fault.ts';
import { lazily } from '../lazily.ts';
import { customsDeclarationReference, frame, issuedOf, lrn, mrn, text, textAt } from './fields.ts';
import { callbackOn, toOperator } from './paths.ts';

const error = lazily(() =>
  z.strictObject({
    errorType: z.int('whole number').min(0, 'two digits').max(99, 'two digits').optional(),
    errorCode: text(10).optional(),
    errorPointer: text(210).optional(),
    errorDescription: z.string().max(350, 'at most 350 characters').optional(),
  }),
);

/**
 * Errors in a message that customs had accepted with 200 (§2.3.5.2). All four parts of an error may be absent; a
 * technical error has neither type, code nor pointer.
 */
export const errorH7Schema = lazily(() =>
  z.strictObject({
    header: z.strictObject({ ...frame() }),
    declaration: z
      .strictObject({
        lrn: lrn(),
        customsDeclarationReference: customsDeclarationReference().optional(),
        mrn: mrn().optional(),
      })
      .optional(),
    request: z.strictObject({ operatorRequestReference: text(35) }).optional(),
    error: z.array(error()).max(999, 'at most 999 errors'),
  }),
);

/**
 * The errors of the message, and whether the same message may be sent again (§2.3.6.1). An error that cannot be read is
 * shown as it came and counts as functional: sent again unchanged, its message would fail again.
 */
function errorFacts(payload: unknown): Facts {
  const { header, declaration, request, ...said } = Object(payload);
  const list: unknown[] = typeof said.error === 'object' && said.error !== null ? [said.error].flat() : [];
  const authorityReference = textAt(payload, '/declaration/customsDeclarationReference');
  return {
    ...issuedOf(payload),
    ...(authorityReference && { authorityReference }),
    errors: list.length > 0 ? list.map((entry) => readError(entry) ?? unread(entry)) : [unread(said)],
    technical: list.length > 0 && list.every((entry) => readError(entry) && !isFunctional(entry)),
  };
}

const isFilled = (value: unknown) => value !== undefined && value !== null && value !== '';
const isFunctional = (entry: unknown) =>
  ['/errorType', '/errorCode', '/errorPointer'].some((part) => isFilled(valueAt(entry, part)));
const unread = (value: unknown) => boundedError({ errorDescription: `cannot be read: ${JSON.stringify(value)}` });

/** An entry of the list; undefined where nothing of it is understood. */
function readError(entry: unknown): AuthorityError | undefined {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return undefined;
  const errorType = Number(textAt(entry, '/errorType') ?? Number.NaN);
  const errorCode = textAt(entry, '/errorCode');
  const errorPointer = textAt(entry, '/errorPointer');
  const errorDescription = textAt(entry, '/errorDescription');
  const error = {
    ...(Number.isFinite(errorType) && { errorType }),
    ...(errorCode && { errorCode }),
    ...(errorPointer && { errorPointer }),
    ...(errorDescription && { errorDescription }),
  };
  return Object.keys(error).length > 0 || !Object.values(entry).some(isFilled) ? boundedError(error) : undefined;
}

export const errorH7: InboundMessage = {
  message: 'Error_H7',
  direction: 'inbound',
  title: 'Errors in a message that customs had taken',
  source: '§2.3.5.2, §3.5 to §8.5',
  certainty: 'verified',
  schema: errorH7Schema,
  routes: [
    callbackOn(toOperator.declarationErrors, 'declaration', '/declaration/lrn'),
    callbackOn(toOperator.validationErrors, 'declaration', '/declaration/lrn'),
    callbackOn(toOperator.requestErrors, 'request', '/request/operatorRequestReference'),
  ],
  announces: 'rejected',
  facts: errorFacts,
};
