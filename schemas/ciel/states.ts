import { type FilingState, UNKNOWN_STATE } from '../filing.ts';

/** CIEL keeps a draft, which the operator has still to validate there. CIEL sends no code for it: the word is ours. */
export const DRAFT = 'BROUILLON';
/** The operator validated it: it came back. */
export const FILED = 'VALIDEE';

const names: Readonly<Record<string, FilingState>> = { [DRAFT]: 'draft', [FILED]: 'filed' };

/** The states of a declaration, in the order of its life. */
export const states = Object.values(names);

/** Our name for a state. */
export function stateOf(raw: string): FilingState {
  return Object.hasOwn(names, raw) ? (names[raw] as FilingState) : UNKNOWN_STATE;
}
