import { rampFactor, type Share } from './admit.ts';
import type { AdmissionState } from './state.ts';

/** How many messages that waited may be put back for a minute: what the lane can send in it, or the one that tries. */
export function stretch({ breaker }: AdmissionState, { perSecond, perHour }: Share, clock: number): number {
  switch (breaker.state) {
    case 'paused':
    case 'probing':
      return 0;
    case 'open':
      return clock >= breaker.until ? 1 : 0;
    case 'closed':
    case 'ramping':
      return Math.max(1, Math.floor(Math.min(perSecond * 60, perHour) * rampFactor(breaker, clock)));
  }
}
