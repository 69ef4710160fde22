import type { Admission } from '../admission/dynamodb-admission.ts';
import type { Hold } from './ports.ts';

/** Until when what is left waits, and why: as the lane stands now. */
export async function holdOf(admission: Admission, now: () => Date): Promise<Hold> {
  const { breaker } = await admission.state();
  const soon = now().getTime() + 60_000;
  switch (breaker.state) {
    case 'open':
      return { until: breaker.until, reason: breaker.cause };
    case 'probing':
      return { until: breaker.leaseUntil, reason: breaker.cause };
    case 'paused':
      return { until: soon, reason: `paused: ${breaker.reason}` };
    default:
      return { until: now().getTime(), reason: 'the lane has just recovered' };
  }
}
