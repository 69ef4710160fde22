import type { FilingState } from '../../filing.ts';
import type { CodeEntry, CodeList } from './code-list.ts';

export interface StateEntry extends CodeEntry {
  state: FilingState;
}

const verified = (code: string, state: FilingState, text: string, source: string): StateEntry => ({
  code,
  text,
  certainty: 'verified',
  source,
  state,
});

/** The contract names the states in words; the codes of DGDDI's list are not public. */
const guessed = (code: string, state: FilingState, text = code): StateEntry => ({
  code,
  text,
  certainty: 'inferred',
  source: "Contrat de service Delta-H7 v3.3 §2.1.3, by the state's name",
  state,
});

/**
 * State codes as customs sends them. Only two were read in DGDDI's texts; correct the others against "Code lists of
 * messages" when you have it. A code that is not listed is kept and shown as `unknown`, never refused.
 */
export const stateCodes: CodeList<StateEntry> = [
  verified('VLD', 'validated', 'Validé', 'asyncAPI "DELTA H7 API" 0.3.0, example of Response_H7'),
  verified('INV', 'invalidated', 'Invalidé', 'asyncAPI "DELTA H7 API" 0.3.0, comment in Response_Invalidation_H7'),
  guessed('ANT', 'anticipated', 'Anticipé'),
  guessed('CTL', 'under-control', 'Sous contrôle'),
  guessed('MND', 'not-cleared', 'Mise en marchandise non dédouanée'),
  guessed('CEA', 'credit-pending', 'Crédit en attente'),
  guessed('BAE', 'released', 'Bon à enlever'),
  guessed('ANN', 'cancelled', 'Annulé'),
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
