import { parkedUntil } from '../ledger/parked-until.ts';
import type { Parked, SentRecord } from '../ledger/records.ts';
import { afterOthersMs, keptTries, triesOf } from './back-off.ts';
import type { Parking } from './ports.ts';

/** Parks a message while the authority cannot be reached. */
export function parkedForLane(
  { until, reason }: Parking,
  now: Date,
  record: Partial<SentRecord>,
  pauseSeconds: number,
): Parked {
  const tries = triesOf(record);
  const due = Math.max(until, now.getTime()) + afterOthersMs(tries, pauseSeconds * 1000);
  return {
    ...parkedUntil(due, now, { errorDescription: `waits: ${reason}` }),
    ...keptTries(tries),
    ...(tries.alone > 0 && saidBefore(record)),
  };
}

/** The cause of its latest failed call, which is shown for as long as it fails alone. */
function saidBefore({ settlement }: Partial<SentRecord>): Partial<Parked> {
  return settlement?.verdict === 'parked' ? { httpStatus: settlement.httpStatus, error: settlement.error } : {};
}
