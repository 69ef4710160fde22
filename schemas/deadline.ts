import type { FilingState } from './filing.ts';

/** The deadline of the filings in a state. */
export interface Deadline {
  state: FilingState;
  /** The deadline of a filing, by its reference; undefined where it has none. */
  of(reference: string): Date | undefined;
  /** The most days between the answer that brings the state and the deadline. */
  withinDays: number;
}
