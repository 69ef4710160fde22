import { troubleLine } from '../../schemas/causes.ts';
import type { Admission } from '../admission/dynamodb-admission.ts';
import type { Hold } from './ports.ts';

/** Until when what is left waits, and why: as the lane stands now. */
export async function holdOf(admission: Admission, now: () => Date): Promise<Hold> {
  const { breaker } = await admission.state();
  const soon = now().getTime() + 60_000;
  switch (breaker.state) {
    case 'open':
      return { until: breaker.until, reason: troubleLine(breaker) };
    case 'probing':
      return { until: breaker.leaseUntil, reason: troubleLine(breaker) };
    case 'paused':
      return { until: soon, reason: `paused: ${breaker.reason}` };
    default:
      return { until: now().getTime(), reason: 'the lane has just recovered' };
  }
}
