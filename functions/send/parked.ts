import type { Held } from '../ledger/records.ts';
import type { Hold } from './ports.ts';

/** How long a message waits while the authority cannot be spoken to. */
export function parked({ until, reason }: Hold, now: Date): Held {
  return {
    verdict: 'held',
    httpStatus: null,
    error: { errorDescription: `waits: ${reason}` },
    at: now.toISOString(),
    due: new Date(Math.max(until, now.getTime())).toISOString(),
  };
}
