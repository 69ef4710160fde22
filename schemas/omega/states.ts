import { type FilingState, UNKNOWN_STATE } from '../filing.ts';

/** Step 1: the request can be made (`TypeRetourDialogue`, §3.2.2). */
export const RECEIVABLE = 'P';
/** Step 2: the request is made. */
export const REGISTERED = 'T';

const names: Readonly<Record<string, FilingState>> = { [RECEIVABLE]: 'receivable', [REGISTERED]: 'registered' };

/** The states of a request, in the order of its life. */
export const states = Object.values(names);

/** Our name for a state. */
export function stateOf(raw: string): FilingState {
  return Object.hasOwn(names, raw) ? (names[raw] as FilingState) : UNKNOWN_STATE;
}
