import { textAt } from '../fault.ts';
import type { DerivedReference } from '../reading.ts';

const PERIOD = '/declaration-recapitulative/periode';
const AGREEMENT = '/declaration-recapitulative/identification-declarant/numero-agrement';

/**
 * The reference of a declaration: the operator's agrément in capitals, of whichever letters it is written, and the
 * month, as `FR01300G07896/2026-08`.
 */
export const declarationReference: DerivedReference = {
  pointer: `${PERIOD}/mois`,
  of(declaration) {
    const agreement = textAt(declaration, AGREEMENT)?.toUpperCase();
    const [year, month] = [textAt(declaration, `${PERIOD}/annee`), textAt(declaration, `${PERIOD}/mois`)].map(digitsOf);
    return agreement && year && month && `${agreement}/${year.padStart(4, '0')}-${month.padStart(2, '0')}`;
  },
};

/** True for a reference that ends with a month. */
export const namesMonth = (reference: string): boolean => /\/\d{4,}-\d{2,}$/.test(reference);

/** The digits of a whole number, of which `08` and `+8` are one; undefined for any other text. */
function digitsOf(text = ''): string | undefined {
  return /^\+?0*([0-9]+)$/.exec(text)?.[1];
}
