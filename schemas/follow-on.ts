import type { FilingState } from './filing.ts';
import type { Json } from './json.ts';

/** The use of a message about one filing that was answered. */
export interface FollowOn {
  /** The states of the filing in which it may go. */
  states: readonly FilingState[];
  /** The message as far as the filing gives it; the rest is for a person to fill in. */
  draft(filing: { reference: string; declaration: unknown }): Json;
}
