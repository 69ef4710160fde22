import * as z from 'zod';
import type { AuthorityError, Facts, InboundMessage } from '../contract.ts';
import { isObject } from '../json.ts';
import { lazily } from '../lazily.ts';
import { DRAFT } from './states.ts';

const message = z.string().describe('The text, up to 500 characters');

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
          z.looseObject({ 'code-erreur': z.string().describe('Three digits'), 'message-erreur': message }),
        ),
      })
      .optional(),
    'erreur-technique': z
      .looseObject({ 'reference-erreur': z.string().describe('A UUID').optional(), 'message-erreur': message })
      .optional(),
  }),
);
export type CielAnswer = z.infer<ReturnType<typeof cielAnswer>>;

/** [CI-4] The errors of an answer, in its order; the reference of a technical one stands in place of a code. */
export function errorsIn(answer: CielAnswer): AuthorityError[] {
  const functional = answer['erreurs-fonctionnelles']?.['erreur-fonctionnelle'] ?? [];
  const technical = answer['erreur-technique'];
  return [
    ...functional.map((one) => ({ errorCode: one['code-erreur'], errorDescription: one['message-erreur'] })),
    ...(technical ? [{ errorDescription: technical['message-erreur'] }] : []),
  ];
}

/** The facts in an answer. Never throws: what is not of the form says nothing. */
function answerFacts(payload: unknown): Facts {
  const { data } = cielAnswer().safeParse(isObject(payload) ? payload : {});
  if (!data) return {};
  const errors = errorsIn(data);
  if (errors.length > 0) return { errors };
  const identifier = data['identifiant-declaration'];
  const taken = data['horodatage-depot'];
  if (identifier === undefined || taken === undefined) return {};
  return {
    issued: taken,
    authorityReference: identifier,
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
  facts: answerFacts,
};
