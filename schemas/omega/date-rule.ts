import { dateInParis } from '../date-in-paris.ts';
import { type Fault, textAt } from '../fault.ts';
import { earliestDate } from './working-days.ts';

/**
 * [OM-2] The date is at least five working days ahead, in Paris (§1.2). Silent where there is no date.
 * @param on the instant: a request that was parked is held against the rule again when it goes on
 */
export function dateFaults(request: unknown, on: Date): Fault[] {
  const pointer = '/DateDemandee';
  const date = textAt(request, pointer) ?? '';
  const earliest = earliestDate(dateInParis(on));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || date >= earliest) return [];
  const rule = `${earliest} or later: the fifth working day after today in Paris (§1.2)`;
  return [{ pointer, rule, found: 'an earlier day', remedy: 'give a later day' }];
}
