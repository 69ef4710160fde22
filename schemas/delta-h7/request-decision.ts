import type { Facts } from '../contract.ts';
import { valueAt } from '../fault.ts';
import type { CalledRoute } from '../route.ts';
import { issuedOf, textAt } from './fields.ts';
import { callbackOn } from './paths.ts';

/**
 * The decision in the answer to a request. The fields for acceptance and refusal have no public names, only one for
 * each is known to exist: they are recognised by what their names contain, and `otherwise` decides where there is
 * neither.
 */
export function requestFacts(payload: unknown, otherwise: Facts['decision']): Facts {
  const authorityReference = textAt(payload, '/request/customsRequestReference');
  const decision = namedDecision(valueAt(payload, '/request')) ?? otherwise;
  return { ...issuedOf(payload), ...(authorityReference && { authorityReference }), ...(decision && { decision }) };
}

function namedDecision(request: unknown): Facts['decision'] {
  if (typeof request !== 'object' || request === null) return undefined;
  const filled = Object.entries(request).filter(
    ([, value]) => value !== null && value !== undefined && value !== '' && value !== false,
  );
  if (filled.some(([name]) => /reject|refus/i.test(name))) return 'refused';
  return filled.some(([name]) => /accept/i.test(name)) ? 'accepted' : undefined;
}

/** The path on which a request is answered. */
export const ofRequest = (path: string): CalledRoute[] => [
  callbackOn(path, 'request', '/header/operatorRequestReference'),
];
