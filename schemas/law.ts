import type { Warning } from './contract.ts';
import type { Fault } from './fault.ts';

/** The faults and the doubts that a law finds in a message. */
export interface LawFindings {
  /** The message is refused for these. */
  faults: Fault[];
  /** Nothing is refused for these. */
  warnings: Warning[];
}

/**
 * The law by which a lane judges messages beside the authority's contract, on a day; never throws, whatever the message.
 * Pointers lead into the message.
 */
export type Law = (message: string, payload: unknown, on: Date) => LawFindings;
