import { troubleOf } from '../../schemas/causes.ts';
import { rampFactor } from '../admission/admit.ts';
import type { Breaker } from '../admission/state.ts';
import { countWaiting } from '../ledger/count-waiting.ts';
import type { TendedLane, TendPorts } from './ports.ts';

const MINUTE_MS = 60_000;

/**
 * Writes how a lane stands: for how long nothing has been sent, and what waits. Alarms go by these, since a
 * lane that opened once and stays so tells nothing more of itself.
 */
export async function tellLane(
  { authority }: TendedLane,
  { ledger, admissionOf, telemetry, now }: Pick<TendPorts, 'ledger' | 'admissionOf' | 'telemetry' | 'now'>,
): Promise<void> {
  const [{ breaker }, waiting] = await Promise.all([admissionOf(authority), countWaiting(ledger, authority)]);
  const clock = now().getTime();
  const isOpen = breaker.state === 'open' || breaker.state === 'probing';
  telemetry.event('lane.stands', {
    authority,
    state: stateOf(breaker, clock),
    openMinutes: isOpen ? minutesSince(breaker.since, clock) : 0,
    pausedMinutes: breaker.state === 'paused' ? minutesSince(breaker.since, clock) : 0,
    waiting: waiting.count,
    ...(isOpen && troubleOf(breaker)),
  });
}

/** A ramp that is over is told in the lane's item only once the next message goes. */
function stateOf(breaker: Breaker, clock: number): Breaker['state'] {
  return breaker.state === 'ramping' && rampFactor(breaker, clock) === 1 ? 'closed' : breaker.state;
}

/** Whole minutes, and 1 from the first second: 0 is a lane that sends. */
function minutesSince(since: number, clock: number): number {
  return Math.max(1, Math.floor((clock - since) / MINUTE_MS));
}
