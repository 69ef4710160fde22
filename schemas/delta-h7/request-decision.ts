import type { Facts } from '../contract.ts';
import { valueAt } from '../fault.ts';
import { issuedOf, textAt } from './fields.ts';

/**
 * What the answer to a request says of the request itself. The names of the fields that tell
 * acceptance from refusal are not public, only that there is one for each: they are recognised by
 * what they are called, and `otherwise` decides where there is none.
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
  if (filled.some(([name]) => /accept/i.test(name))) return 'accepted';
  return undefined;
}
