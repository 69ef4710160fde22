import { isClosedHours } from '../../schemas/closed-hours.ts';
import { troubleOf } from '../../schemas/trouble.ts';
import { rampFactor } from '../admission/admit.ts';
import type { Breaker } from '../admission/state.ts';
import { aboutSend } from '../ledger/about-send.ts';
import { countParked } from '../ledger/count-parked.ts';
import { causeOf, failingAlone } from '../ledger/failing-alone.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';

const MINUTE_MS = 60_000;
/** Longer than a long weekend. */
const LONGEST_CLOSED_MS = 5 * 24 * 60 * MINUTE_MS;
/** The most messages named each minute that fail alone. */
const MOST_NAMED = 20;

/**
 * Reports the state of a lane: the minutes without a send, the parked messages, and those that fail alone. Alarms use
 * these, since a lane that opened once and stays so reports nothing more.
 */
export async function reportLane(
  { authority }: KeptLane,
  { ledger, admissionOf, telemetry, now }: Pick<HousekeepingPorts, 'ledger' | 'admissionOf' | 'telemetry' | 'now'>,
): Promise<void> {
  const [{ breaker }, counted, alone] = await Promise.all([
    admissionOf(authority),
    countParked(ledger, authority),
    failingAlone(ledger, authority, MOST_NAMED),
  ]);
  const clock = now().getTime();
  const isOpen = isStopped(breaker, clock);
  telemetry.event('lane.stands', {
    authority,
    state: stateOf(breaker, clock),
    openMinutes: isOpen && !isExpected(breaker, clock) ? minutesSince(breaker.since, clock) : 0,
    pausedMinutes: breaker.state === 'paused' ? minutesSince(breaker.since, clock) : 0,
    waiting: counted.count,
    alone: alone.length,
    ...(isOpen && troubleOf(breaker)),
  });
  for (const { key, sent, parked } of alone) {
    const { failures = 0, due } = parked;
    telemetry.problem('message.fails-alone', { ...aboutSend(key, sent), failures, due, cause: causeOf(parked) });
  }
}

/** True if nothing is sent. A message that fails alone with none beside it stops no lane: the next one is sent. */
function isStopped(breaker: Breaker, clock: number): breaker is Extract<Breaker, { state: 'open' | 'probing' }> {
  if (breaker.state === 'probing') return true;
  return breaker.state === 'open' && (breaker.ramp === undefined || clock < breaker.until);
}

/** True while an authority is closed by its own hours, which is no outage, if it does not last too long for that. */
function isExpected(breaker: Extract<Breaker, { state: 'open' | 'probing' }>, clock: number): boolean {
  return isClosedHours(breaker) && clock - breaker.since < LONGEST_CLOSED_MS;
}

/** The state of a lane; its item shows the end of a ramp only once the next message goes. */
function stateOf(breaker: Breaker, clock: number): Breaker['state'] {
  return breaker.state === 'ramping' && rampFactor(breaker, clock) === 1 ? 'closed' : breaker.state;
}

/** Whole minutes, and 1 from the first second: 0 is a lane that sends. */
function minutesSince(since: number, clock: number): number {
  return Math.max(1, Math.floor((clock - since) / MINUTE_MS));
}
