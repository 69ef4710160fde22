import { codesOf } from '../../schemas/trouble.ts';
import type { Admission } from '../admission/dynamodb-admission.ts';
import type { Parking } from './ports.ts';

/**
 * The reason to park the rest of a batch, and until when, by the state of the lane. It is short where the lane sends,
 * or will do so after the pause that a message which fails alone imposed.
 */
export async function parkingOf(admission: Admission, now: () => Date): Promise<Parking & { isShort: boolean }> {
  const { breaker } = await admission.state();
  const soon = now().getTime() + 60_000;
  switch (breaker.state) {
    case 'open':
      return { until: breaker.until, reason: codesOf(breaker), isShort: breaker.ramp !== undefined };
    case 'probing':
      return { until: breaker.leaseUntil, reason: codesOf(breaker), isShort: false };
    case 'paused':
      return { until: soon, reason: `paused: ${breaker.reason}`, isShort: false };
    default:
      return { until: now().getTime(), reason: 'the lane sends', isShort: true };
  }
}
