import { counted, rampFactor, type Share } from './admit.ts';
import type { AdmissionState } from './state.ts';

/**
 * How many messages that waited may be put back for a minute: what the lane can send in it, or the one
 * that tries. What the hour has no room for stays in the ledger: on the outbox it would only be handed
 * out again and again, and each time take turns from the others.
 */
export function stretch(state: AdmissionState, { perSecond, perHour }: Share, clock: number): number {
  const { breaker } = state;
  switch (breaker.state) {
    case 'paused':
      return 0;
    case 'probing':
      // Whoever tried was killed, and while nothing new is submitted only what is put back finds that out.
      return clock >= breaker.leaseUntil ? 1 : 0;
    case 'open':
      return clock >= breaker.until ? 1 : 0;
    case 'closed':
    case 'ramping': {
      const inMinute = Math.max(1, Math.floor(Math.min(perSecond * 60, perHour) * rampFactor(breaker, clock)));
      return Math.max(0, Math.min(inMinute, perHour - counted(state.minutes, clock).sum));
    }
  }
}
