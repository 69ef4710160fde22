import { codesOf, type Trouble, troubleOf } from '../../schemas/trouble.ts';
import { counted, noted } from './hour.ts';
import { type AdmissionState, type Breaker, initialState } from './state.ts';

/** Our share of the authority's rate. */
export interface Share {
  perSecond: number;
  perHour: number;
}

export interface AdmissionRules {
  share: Share;
  /** The time that a message needs before its call, above all for its claim; no turn comes sooner. */
  leadMs: number;
  /** The time ahead in which calls may be planned: a sender does not live to make later ones. */
  horizonMs: number;
  /** The longest that a probe may be in flight. */
  leaseMs: number;
  /** The pause between two probes while the authority cannot be spoken to [H7-E500c]. */
  pauseMs: number;
}

/** The permission for a batch. */
export type Grant =
  /** `count` messages may go: the first at `start`, each further one an interval later. */
  | { kind: 'send'; count: number; start: number; interval: number }
  /** A single message may probe whether the authority answers again. */
  | { kind: 'probe' }
  /** No message goes before `until`: the authority cannot be spoken to, or the lane is paused. */
  | { kind: 'park'; until: number; reason: string }
  /**
   * No message goes before `until`: the hour's share is used up, others have all turns until then, or a message that
   * fails alone has stopped the lane for its pause.
   */
  | { kind: 'later'; until: number };

export interface Admitted {
  grant: Grant;
  /** The state to be written; the same object where nothing changed. */
  state: AdmissionState;
}

const MINUTE_MS = 60_000;
/** The time in which a probe is usually done. */
const PROBED_MS = 1000;

/**
 * The part of the share that is used. Calls that are late or early by some milliseconds then never make one too many in
 * any second, as the authority counts.
 */
const USED_OF_SHARE = 0.96;

/** The growth of the rate after an outage: its duration, and the part of the share that it starts from. */
export const RAMP = { ms: 5 * MINUTE_MS, from: 0.1 } as const;

/** Grants turns to a batch of `wanted` messages, and notes them. The clock never runs backwards. */
export function admit(
  state: AdmissionState,
  wanted: number,
  owner: string,
  clock: number,
  rules: AdmissionRules,
): Admitted {
  const { breaker } = state;
  switch (breaker.state) {
    case 'paused':
      return { grant: { kind: 'park', until: clock + MINUTE_MS, reason: `paused: ${breaker.reason}` }, state };
    case 'open':
      if (clock < breaker.until) return { grant: parkingGrant(breaker, breaker.until), state };
      return probe(state, breaker, owner, clock, rules);
    case 'probing': {
      if (clock < breaker.leaseUntil)
        return { grant: parkingGrant({ ...breaker, until: breaker.leaseUntil }, clock + PROBED_MS), state };
      // The probe's lease ran out without a report: that counts as a failure, and the pause begins anew.
      const { since, leaseUntil } = breaker;
      const open: Breaker = { state: 'open', ...troubleOf(breaker), since, until: leaseUntil + rules.pauseMs };
      return admit({ ...state, breaker: open }, wanted, owner, clock, rules);
    }
    case 'ramping':
    case 'closed':
      return send(state, wanted, clock, rules);
  }
}

/**
 * The grant while nothing is sent: to park, or, where a message that fails alone stopped the lane, to come back later.
 */
function parkingGrant(breaker: Trouble & { until: number; ramp?: number }, lookAgain: number): Grant {
  const { until, ramp } = breaker;
  return ramp === undefined ? { kind: 'park', until, reason: codesOf(breaker) } : { kind: 'later', until: lookAgain };
}

function probe(
  state: AdmissionState,
  open: Extract<Breaker, { state: 'open' }>,
  owner: string,
  clock: number,
  rules: AdmissionRules,
): Admitted {
  const spent = counted(state.hour, clock);
  if (spent.sum >= rules.share.perHour) return { grant: { kind: 'later', until: spent.freed }, state };
  const { since, ramp } = open;
  const leaseUntil = clock + rules.leaseMs;
  const goesOn = ramp !== undefined && { ramp };
  const breaker: Breaker = { state: 'probing', ...troubleOf(open), since, owner, leaseUntil, ...goesOn };
  const nextStart = clock + intervalOf(rules.share, 1);
  return { grant: { kind: 'probe' }, state: { breaker, nextStart, hour: noted(spent.hour, clock, 1, 0) } };
}

function send(
  state: AdmissionState,
  wanted: number,
  clock: number,
  { share, leadMs, horizonMs }: AdmissionRules,
): Admitted {
  const breaker = settled(state.breaker, clock);
  const interval = intervalOf(share, rampFactor(breaker, clock));
  const start = Math.max(clock + leadMs, state.nextStart);
  const spent = counted(state.hour, start);
  const room = Math.ceil((clock + horizonMs - start) / interval);
  if (room <= 0) return { grant: { kind: 'later', until: start - horizonMs + interval }, state };
  const count = Math.min(wanted, room, share.perHour - spent.sum);
  if (count <= 0) return { grant: { kind: 'later', until: spent.freed }, state };
  return {
    grant: { kind: 'send', count, start, interval },
    state: {
      breaker,
      nextStart: start + count * interval,
      hour: noted(spent.hour, start, count, interval),
    },
  };
}

/** The interval between the starts of two messages, in milliseconds. */
function intervalOf({ perSecond }: Share, factor: number): number {
  return 1000 / (perSecond * USED_OF_SHARE * factor);
}

/** The part of the share that may be used: all of it, or less while the rate grows back. */
export function rampFactor(breaker: Breaker, clock: number): number {
  if (breaker.state !== 'ramping') return 1;
  return Math.min(1, RAMP.from + ((1 - RAMP.from) * Math.max(0, clock - breaker.since)) / RAMP.ms);
}

function settled(breaker: Breaker, clock: number): Breaker {
  return breaker.state === 'ramping' && clock >= breaker.since + RAMP.ms ? initialState.breaker : breaker;
}
