import type { Certainty } from './certainty.ts';

/** A place in a message that a person should look at. Nothing is refused for it. */
export interface Warning {
  /** JSON Pointer in the message. */
  pointer: string;
  /** The rule, the finding and the remedy, on one line. */
  text: string;
  certainty: Certainty;
  /** The text in which the rule stands, for people. */
  source: string;
  /** The rule's id in its authority's law, by which a lane raises it to a fault. */
  id?: string;
}
