import type { CustomsError } from '../checks/errors.ts';
import { customsError } from '../checks/errors.ts';
import { isValidated, type Register } from '../register/register.ts';
import type { Account } from '../token/token-endpoint.ts';

/** The reference by which a message names a declaration. */
export interface Named {
  lrn: string;
  customsDeclarationReference: string;
  mrn: string;
}

export function unknownDeclaration(pointer: string): CustomsError {
  return customsError(12, 'H7_NAT_010', pointer, "La déclaration n'existe pas ou n'a pas été déposée par ce compte");
}

export function mismatchedLrn(pointer: string): CustomsError {
  return customsError(12, 'H7_NAT_011', pointer, 'Le LRN ne correspond pas à la référence de la déclaration');
}

export function wrongState(pointer: string, expected: string): CustomsError {
  return customsError(12, 'H7_NAT_012', pointer, `La déclaration n'est pas à l'état « ${expected} »`);
}

/**
 * The errors of a request about this declaration (§6.3, §7.3). In the errors of requests the
 * pointer is the customs declaration reference (Error_H7 0.3.0).
 */
export function objectionToRequest(named: Named, register: Register, account: Account): CustomsError | undefined {
  const pointer = named.customsDeclarationReference;
  const entry = register.find(pointer, account);
  if (!entry) return unknownDeclaration(pointer);
  if (entry.lrn !== named.lrn) return mismatchedLrn(pointer);
  if (!isValidated(entry)) return wrongState(pointer, 'validé');
  if (entry.mrn === named.mrn) return undefined;
  return customsError(12, 'H7_NAT_015', pointer, 'Le MRN ne correspond pas à la référence de la déclaration');
}
