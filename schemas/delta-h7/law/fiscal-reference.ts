import { textAt } from '../fields.ts';
import { type PlacedEntry, placedIn } from './declared.ts';

/** An additional fiscal reference (13 16), with its place and that of its number. */
export interface FiscalReference extends PlacedEntry {
  role: string;
  number: string;
  /** The place of the number. */
  at: string;
}

/** The fiscal references of a declaration that have a role and a number. */
export function fiscalReferencesIn(payload: unknown): FiscalReference[] {
  return placedIn(payload, '/declaration/additionalFiscalReferences').flatMap((placed) => {
    const role = textAt(placed.value, '/additionalFiscalReferenceRole');
    const number = textAt(placed.value, '/additionalFiscalReferenceId');
    if (role === undefined || number === undefined) return [];
    return [{ ...placed, role, number, at: `${placed.pointer}/additionalFiscalReferenceId` }];
  });
}
