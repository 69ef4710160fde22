import type { FilingKind } from '../contract.ts';
import type { CalledRoute } from '../route.ts';

/** The contract's endpoints (§3.5 to §9.5), each once, below customs' base URL or the operator's. */
export const toCustoms = {
  create: '/declarations/creer',
  validate: '/declarations/{customsDeclarationReference}/valider',
  fallback: '/declarations/reprendre',
  consult: '/declarations/consulter',
  invalidate: '/demandes/invalider',
  amend: '/demandes/rectifier',
} as const;

export const toOperator = {
  declarationResponses: '/declarations/{customsDeclarationReference}/reponses',
  declarationStates: '/declarations/{customsDeclarationReference}/etats',
  /** Errors about a creation or a fallback, which have no reference yet. */
  declarationErrors: '/declarations/erreurs',
  /** Errors about a validation. */
  validationErrors: '/declarations/{customsDeclarationReference}/erreurs',
  consultations: '/declarations/reponses_consultation',
  requestRegistrations: '/demandes/{customsRequestReference}/enregistrement',
  /** Decisions on invalidations and on amendments. */
  requestResponses: '/demandes/{customsRequestReference}/reponses',
  requestErrors: '/demandes/erreurs',
} as const;

/** A callback of customs about a filing whose reference stands at this place; every one has its id in its header. */
export function callbackOn(path: string, kind: FilingKind, reference: string): CalledRoute {
  return { by: 'callback', kind, path, messageId: '/header/messageId', reference };
}
