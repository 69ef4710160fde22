import * as z from 'zod';
import { boundedError } from '../bounded-error.ts';
import type { AuthorityError, Facts, InboundMessage } from '../contract.ts';
import { valueAt } from '../fault.ts';
import { lazily } from '../lazily.ts';
import { customsDeclarationReference, frame, issuedOf, lrn, mrn, text, textAt } from './fields.ts';
import { toOperator } from './paths.ts';

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

/** The errors of the message, and whether the same message may be sent again (§2.3.6.1). */
function errorFacts(payload: unknown): Facts {
  const list = valueAt(payload, '/error');
  const errors = (Array.isArray(list) ? list : []).map(readError);
  const authorityReference = textAt(payload, '/declaration/customsDeclarationReference');
  return {
    ...issuedOf(payload),
    ...(authorityReference && { authorityReference }),
    errors,
    technical: errors.every((one) => one.errorType === undefined && !one.errorCode && !one.errorPointer),
  };
}

function readError(entry: unknown): AuthorityError {
  const type = valueAt(entry, '/errorType');
  const errorType = typeof type === 'string' ? Number(type) : type;
  const errorCode = textAt(entry, '/errorCode');
  const errorPointer = textAt(entry, '/errorPointer');
  const errorDescription = textAt(entry, '/errorDescription');
  return boundedError({
    ...(typeof errorType === 'number' && Number.isFinite(errorType) && { errorType }),
    ...(errorCode && { errorCode }),
    ...(errorPointer && { errorPointer }),
    ...(errorDescription && { errorDescription }),
  });
}

export const errorH7: InboundMessage = {
  message: 'Error_H7',
  direction: 'inbound',
  title: 'Errors in a message that customs had taken',
  source: '§2.3.5.2, §3.5 to §8.5',
  certainty: 'verified',
  schema: errorH7Schema,
  routes: [
    { by: 'callback', path: toOperator.declarationErrors, kind: 'declaration', reference: '/declaration/lrn' },
    { by: 'callback', path: toOperator.validationErrors, kind: 'declaration', reference: '/declaration/lrn' },
    { by: 'callback', path: toOperator.requestErrors, kind: 'request', reference: '/request/operatorRequestReference' },
  ],
  announces: 'rejected',
  facts: errorFacts,
};
