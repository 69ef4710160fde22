import { rampFactor, type Share } from './admit.ts';
import { counted } from './hour.ts';
import type { AdmissionState } from './state.ts';

/**
 * The number of parked messages to put back for a minute: as many as the lane can send in it, or one as a probe.
 * Messages beyond the hour's share stay in the ledger: on the outbox they would be handed out again and again, and each
 * time take turns from others.
 */
export function stretch(state: AdmissionState, { perSecond, perHour }: Share, clock: number): number {
  const { breaker } = state;
  switch (breaker.state) {
    case 'paused':
      return 0;
    case 'probing':
      // The sender that probed was killed; while nothing new is submitted, only a released message finds that out.
      return clock >= breaker.leaseUntil ? 1 : 0;
    case 'open':
      return clock >= breaker.until ? 1 : 0;
    case 'closed':
    case 'ramping': {
      const inMinute = Math.max(1, Math.floor(Math.min(perSecond * 60, perHour) * rampFactor(breaker, clock)));
      return Math.max(0, Math.min(inMinute, perHour - counted(state.hour, clock).sum));
    }
  }
}
