import { codesOf } from '../../schemas/trouble.ts';
import type { Admission } from '../admission/dynamodb-admission.ts';
import type { Hold } from './ports.ts';

/**
 * Until when what is left waits, and why: as the lane stands now. It is short where the lane sends, or does so
 * once the pause is over that a message imposed which fails alone.
 */
export async function holdOf(admission: Admission, now: () => Date): Promise<Hold & { isShort: boolean }> {
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
