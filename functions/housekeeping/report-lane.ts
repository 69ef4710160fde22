import { troubleOf } from '../../schemas/trouble.ts';
import { rampFactor } from '../admission/admit.ts';
import type { Breaker } from '../admission/state.ts';
import { countWaiting } from '../ledger/count-waiting.ts';
import { causeOf, failingAlone } from '../ledger/failing-alone.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';

const MINUTE_MS = 60_000;
/** The most messages named each minute that fail alone. */
const MOST_NAMED = 20;

/**
 * Writes how a lane stands: for how long nothing has been sent, what waits, and which messages fail alone.
 * Alarms go by these, since a lane that opened once and stays so tells nothing more of itself.
 */
export async function reportLane(
  { authority }: KeptLane,
  { ledger, admissionOf, telemetry, now }: Pick<HousekeepingPorts, 'ledger' | 'admissionOf' | 'telemetry' | 'now'>,
): Promise<void> {
  const [{ breaker }, waiting, alone] = await Promise.all([
    admissionOf(authority),
    countWaiting(ledger, authority),
    failingAlone(ledger, authority, MOST_NAMED),
  ]);
  const clock = now().getTime();
  const isOpen = isStopped(breaker, clock);
  telemetry.event('lane.stands', {
    authority,
    state: stateOf(breaker, clock),
    openMinutes: isOpen ? minutesSince(breaker.since, clock) : 0,
    pausedMinutes: breaker.state === 'paused' ? minutesSince(breaker.since, clock) : 0,
    waiting: waiting.count,
    alone: alone.length,
    ...(isOpen && troubleOf(breaker)),
  });
  for (const { key, sent, held } of alone) {
    const { message, platform, messageId } = sent;
    const about = { authority, message, reference: key.reference, kind: key.kind, platform, messageId };
    telemetry.problem('message.fails-alone', {
      ...about,
      failures: held.failures ?? 0,
      due: held.due,
      cause: causeOf(held),
    });
  }
}

/** Whether nothing is sent. What fails alone and has nobody beside it keeps no lane open: the next to come is sent. */
function isStopped(breaker: Breaker, clock: number): breaker is Extract<Breaker, { state: 'open' | 'probing' }> {
  if (breaker.state === 'probing') return true;
  return breaker.state === 'open' && (breaker.ramp === undefined || clock < breaker.until);
}

/** A ramp that is over is told in the lane's item only once the next message goes. */
function stateOf(breaker: Breaker, clock: number): Breaker['state'] {
  return breaker.state === 'ramping' && rampFactor(breaker, clock) === 1 ? 'closed' : breaker.state;
}

/** Whole minutes, and 1 from the first second: 0 is a lane that sends. */
function minutesSince(since: number, clock: number): number {
  return Math.max(1, Math.floor((clock - since) / MINUTE_MS));
}
