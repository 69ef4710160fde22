import { dateInParis } from '../../../schemas/date-in-paris.ts';
import { earliestDate } from '../../../schemas/omega/working-days.ts';
import type { Readiness } from '../authority.ts';

/** [OM-2] A request is ready for as long as its date is still five working days ahead. */
export function readyByDate(payload: Record<string, unknown>, now: number): Readiness {
  const { DateDemandee: date } = payload;
  const earliest = earliestDate(dateInParis(new Date(now)));
  if (typeof date === 'string' && date >= earliest) return { kind: 'ready', payload, parts: {} };
  const fault = {
    pointer: '/payload/DateDemandee',
    rule: `at the earliest ${earliest}, five working days after today (§1.2)`,
    found: String(date),
    remedy: 'submit it again with a later date',
  };
  return { kind: 'never', faults: [fault] };
}
