import type { Trouble } from '../../schemas/trouble.ts';
import type { Hour } from './hour.ts';

/**
 * The state of a lane's admission: the breaker, and the turns granted of the authority's rate. One item, for all
 * instances of the sender; instants are milliseconds since the epoch.
 */
export interface AdmissionState {
  breaker: Breaker;
  /** The earliest start of the next message, after all grants so far. */
  nextStart: number;
  /** The grants of the last hour. */
  hour: Hour;
}

/**
 * The breaker of a lane. `ramp` is how far the growth of its rate had come, in milliseconds, before a message that
 * fails alone stopped it: such a message says nothing about the authority, so the growth goes on from there.
 */
export type Breaker =
  /** All messages may go, at the lane's rate. */
  | { state: 'closed' }
  /** No message goes before `until`; then a single one probes. */
  | ({ state: 'open'; since: number; until: number; ramp?: number } & Trouble)
  /** One message probes; the owner of the lease reports, and a lease that runs out counts as a failure. */
  | ({ state: 'probing'; since: number; owner: string; leaseUntil: number; ramp?: number } & Trouble)
  /** The authority answers again: the rate grows back from a fraction. */
  | { state: 'ramping'; since: number }
  /** An operator paused the lane. */
  | { state: 'paused'; reason: string; since: number };

export const initialState: AdmissionState = { breaker: { state: 'closed' }, nextStart: 0, hour: {} };
