import { type ReadFiling, readFiling } from '../ledger/filing.ts';
import { recordsBefore } from './fact-times.ts';

/** The most facts that are gone back over; before, the standing counts as unchanged. */
const MOST_STEPS = 20;

/**
 * The time since which a filing stands as it does: that of the fact before which its status or its state was another.
 * @param times the times of its facts, oldest first
 */
export function standsSince({ key, records, filing }: ReadFiling, times: readonly string[]): string {
  const recent = times.slice(-MOST_STEPS);
  for (const instant of recent.toReversed()) {
    const before = recordsBefore(records, instant);
    if (before.length === 0) return instant;
    const { status, state } = readFiling(key, before).filing;
    if (status !== filing.status || state !== filing.state) return instant;
  }
  return recent[0] ?? '';
}
