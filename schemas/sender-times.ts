import { type AuthorityName, contractOf } from './catalogue.ts';

/** The times of a lane's sender. All follow from the longest time of a call. */
export interface SenderTimes {
  /** The function's timeout in seconds. Lambda takes at most 900. */
  timeoutSeconds: number;
  /** The end of the function's time, in which no call is started: it could not end, and be recorded, any more. */
  reserveMs: number;
  /** The horizon of a batch's plan: it ends well before the function does. */
  horizonMs: number;
  /** The longest that a probe may be in flight. */
  leaseMs: number;
}

/** The timeout of a sender whose calls are short: it takes a whole batch at the lane's pace. */
const SHORTEST_SECONDS = 300;
const HORIZON_SECONDS = 120;
/** The calls of one message, each as long as a call may be: a token, the message, and both again. */
const CALLS_WITH_TOKEN = 4;
/** The time beside these, to record the last of them. */
const RECORD_SECONDS = 10;
/** The time beside the only call of a message without a token, to claim it, to read the credentials and to record it. */
const BESIDE_ONE_SECONDS = 30;

/**
 * The times of a lane's sender.
 * @param lane the lane's configuration: `timeoutSeconds` is the longest time of one call
 */
export function senderTimes(authority: AuthorityName, lane: { timeoutSeconds: number }): SenderTimes {
  const reserve = contractOf(authority).withoutToken
    ? lane.timeoutSeconds + BESIDE_ONE_SECONDS
    : lane.timeoutSeconds * CALLS_WITH_TOKEN + RECORD_SECONDS;
  // Calls are started for as long as the horizon, at least.
  const timeout = Math.ceil((HORIZON_SECONDS + reserve) / 60) * 60;
  return {
    timeoutSeconds: Math.max(SHORTEST_SECONDS, timeout),
    reserveMs: reserve * 1000,
    horizonMs: HORIZON_SECONDS * 1000,
    leaseMs: (lane.timeoutSeconds + RECORD_SECONDS) * 1000,
  };
}
