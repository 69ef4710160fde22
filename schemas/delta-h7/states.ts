import type { Certainty } from '../contract.ts';
import type { FilingState } from '../filing.ts';

interface StateCode {
  code: string;
  state: FilingState;
  certainty: Certainty;
  grounds: string;
}

const guessed = (code: string, state: FilingState): StateCode => ({
  code,
  state,
  certainty: 'inferred',
  grounds: "the state's name in §2.1.3; the code list of DGDDI is not public",
});

/**
 * State codes as customs sends them. Only two were read in DGDDI's texts; correct the others
 * against "Code lists of messages" when you hold it. A code that is not listed is kept and shown
 * as `unknown`, never refused.
 */
export const stateCodes: readonly StateCode[] = [
  { code: 'VLD', state: 'validated', certainty: 'verified', grounds: 'example of Response_H7 0.3.0' },
  { code: 'INV', state: 'invalidated', certainty: 'verified', grounds: 'comment in Response_Invalidation_H7 0.3.0' },
  guessed('ANT', 'anticipated'),
  guessed('CTL', 'under-control'),
  guessed('MND', 'not-cleared'),
  guessed('CEA', 'credit-pending'),
  guessed('BAE', 'released'),
  guessed('ANN', 'cancelled'),
  guessed('Anticipé', 'anticipated'),
  guessed('Validé', 'validated'),
  guessed('Reprise', 'validated'),
  guessed('Sous contrôle', 'under-control'),
  guessed('Mise en marchandise non dédouanée', 'not-cleared'),
  guessed('Marchandise non dédouanée', 'not-cleared'),
  guessed('Crédit en attente', 'credit-pending'),
  guessed('Bon à enlever', 'released'),
  guessed('Annulé', 'cancelled'),
  guessed('Invalidé', 'invalidated'),
];

const byCode = new Map(stateCodes.map((entry) => [folded(entry.code), entry.state]));

/** Our name for a state code, whatever its case and accents. */
export function stateOf(rawState: string): FilingState {
  return byCode.get(folded(rawState)) ?? 'unknown';
}

function folded(code: string): string {
  return code
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .trim()
    .toUpperCase();
}
