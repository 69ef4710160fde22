import type { Held, SentRecord } from '../ledger/records.ts';
import { afterOthersMs, keptTries, triesOf } from './back-off.ts';
import type { Hold } from './ports.ts';

/** How long a message waits while the authority cannot be spoken to. */
export function parked({ until, reason }: Hold, now: Date, record: Partial<SentRecord>, pauseSeconds: number): Held {
  const tries = triesOf(record);
  const due = Math.max(until, now.getTime()) + afterOthersMs(tries, pauseSeconds * 1000);
  return {
    verdict: 'held',
    httpStatus: null,
    error: { errorDescription: `waits: ${reason}` },
    at: now.toISOString(),
    due: new Date(due).toISOString(),
    ...keptTries(tries),
    ...(tries.alone > 0 && saidBefore(record)),
  };
}

/** Why its latest call failed is shown for as long as it fails alone. */
function saidBefore({ settlement }: Partial<SentRecord>): Partial<Held> {
  return settlement?.verdict === 'held' ? { httpStatus: settlement.httpStatus, error: settlement.error } : {};
}
