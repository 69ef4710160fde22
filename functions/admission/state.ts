import type { Trouble } from '../../schemas/trouble.ts';

/**
 * The state of a lane's admission: the breaker, and what was let through of the authority's rate.
 * One item, for all instances of the sender; instants are milliseconds since the epoch.
 */
export interface AdmissionState {
  breaker: Breaker;
  /** When the next message may start at the earliest, by what was granted so far. */
  nextStart: number;
  /** How many were granted in each of the last minutes, by the minute's number since the epoch. */
  minutes: Readonly<Record<string, number>>;
}

/**
 * Whether a lane sends. `ramp` is how far the growth of its rate had come, in milliseconds, where it was
 * stopped by a message that fails alone: that one says nothing of the authority, so the rate goes on from there.
 */
export type Breaker =
  /** All may go, at the lane's rate. */
  | { state: 'closed' }
  /** Nothing goes before `until`; then a single message tries. */
  | ({ state: 'open'; since: number; until: number; ramp?: number } & Trouble)
  /** One message tries; who holds the lease tells, and a lease that ran out counts as a failure. */
  | ({ state: 'probing'; since: number; owner: string; leaseUntil: number; ramp?: number } & Trouble)
  /** The authority answers again: the rate grows back from a fraction. */
  | { state: 'ramping'; since: number }
  /** An operator paused the lane. */
  | { state: 'paused'; reason: string; since: number };

export const initialState: AdmissionState = { breaker: { state: 'closed' }, nextStart: 0, minutes: {} };
