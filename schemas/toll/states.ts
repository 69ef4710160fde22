import { type FilingState, UNKNOWN_STATE } from '../filing.ts';

/** The status of a presentation that was found right. */
export const SUCCESS = 'SUCCESS';
/** Ours: a consignment that is presented, and of which no signal says more, is held. */
export const HELD = 'HELD';

const names: Readonly<Record<string, FilingState>> = {
  [SUCCESS]: 'presented',
  [HELD]: 'held',
  ENTRY_PENDING: 'entry-pending',
  TO_CONTROL: 'to-control',
  ENTRY_DENIED: 'entry-denied',
  TO_ENTRY: 'to-entry',
};

/** The states of presentations and consignments, in the order of their lives. */
export const states = Object.values(names);

/** Our name for a status or for a routing. */
export function stateOf(raw: string): FilingState {
  return Object.hasOwn(names, raw) ? (names[raw] as FilingState) : UNKNOWN_STATE;
}
