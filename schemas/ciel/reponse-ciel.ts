import * as z from 'zod';
import { boundedError } from '../bounded-error.ts';
import type { AuthorityError, Facts, InboundMessage } from '../contract.ts';
import { lazily } from '../lazily.ts';
import { DRAFT } from './states.ts';

const message = z.string().optional().describe('The text, up to 500 characters');

/**
 * The JSON form of an answer, with the names of the XSD: all values are texts. It has an identifier and a date where the
 * declaration was accepted, functional errors where it was not, or a technical error; or nothing of these.
 */
export const cielAnswer = lazily(() =>
  z.looseObject({
    'identifiant-declaration': z.string().optional().describe("CIEL's number of the declaration"),
    'horodatage-depot': z.string().optional().describe('The time at which CIEL took it, ISO 8601 with an offset'),
    'erreurs-fonctionnelles': z
      .looseObject({
        'erreur-fonctionnelle': z.array(
          z.looseObject({ 'code-erreur': z.string().optional().describe('Three digits'), 'message-erreur': message }),
        ),
      })
      .optional(),
    'erreur-technique': z
      .looseObject({ 'reference-erreur': z.string().describe('A UUID').optional(), 'message-erreur': message })
      .optional(),
  }),
);

export type CielAnswer = z.infer<ReturnType<typeof cielAnswer>>;

/** [CI-4] True for an answer that takes a declaration: it has both its identifier and its date. */
export function isAccepted(answer: CielAnswer): boolean {
  return answer['identifiant-declaration'] !== undefined && answer['horodatage-depot'] !== undefined;
}

/** [CI-4] The errors of an answer, in its order; a technical one has no code. */
export function errorsIn(answer: CielAnswer): AuthorityError[] {
  const functional = answer['erreurs-fonctionnelles']?.['erreur-fonctionnelle'] ?? [];
  const technical = answer['erreur-technique'];
  return [
    ...functional.map((one) => errorOf(one['message-erreur'], one['code-erreur'])),
    ...(technical ? [errorOf(technical['message-erreur'])] : []),
  ];
}

function errorOf(errorDescription: string | undefined, errorCode?: string): AuthorityError {
  return boundedError({
    ...(errorCode !== undefined && { errorCode }),
    ...(errorDescription !== undefined && { errorDescription }),
  });
}

/** The facts in an answer. Never throws: what is not of the form says nothing. */
function answerFacts(payload: unknown): Facts {
  const { data: answer } = cielAnswer().safeParse(payload);
  if (!answer) return {};
  if (!isAccepted(answer)) {
    const errors = errorsIn(answer);
    return errors.length > 0 ? { errors } : {};
  }
  const { 'identifiant-declaration': authorityReference = '', 'horodatage-depot': taken = '' } = answer;
  return {
    issued: taken,
    authorityReference,
    state: { raw: DRAFT, since: taken },
    details: { horodatageDepot: taken },
  };
}

/** The answer to a declaration. */
export const reponseCiel: InboundMessage = {
  message: 'reponse-ciel',
  direction: 'inbound',
  title: 'A declaration was taken as a draft, which the operator has to validate in CIEL, or was refused',
  source: 'XSD 1.21, reponse-ciel',
  certainty: 'verified',
  schema: cielAnswer,
  routes: [{ by: 'answer', to: 'DRM' }],
  announces: 'accepted',
  givesReference: true,
  facts: answerFacts,
};
