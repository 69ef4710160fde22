import { FilterFault, type FilterPlace, writtenAt } from './filter-fault.ts';
import type { FilterField, FilterTexts } from './filter-texts.ts';
import { type MeantMoment, MOMENT_FORMS, momentMeant } from './moment.ts';

/** A filing stays in the ledger for 10 years at most (see the configuration's retention). */
const LONGEST_DAYS = 3660;
const DAY = 24 * 3_600_000;

/** A period, both ends in it, in milliseconds since the epoch; an end that was not given is absent. */
export interface FilterPeriod {
  since?: number;
  until?: number;
}

/**
 * The period that `--since` and `--until` mean. A day that is given to `--until` is included.
 * @throws {FilterFault} where one of them means no instant, or the first lies after the second
 */
export function filterPeriod(texts: Pick<FilterTexts, 'since' | 'until'>, now: Date, place: FilterPlace): FilterPeriod {
  const [since] = texts.since ?? [];
  const [until] = texts.until ?? [];
  const period: FilterPeriod = {
    ...(since !== undefined && { since: moment('since', since, now, place).first }),
    ...(until !== undefined && { until: moment('until', until, now, place).last }),
  };
  if (period.since !== undefined && period.until !== undefined && period.since > period.until) {
    const text = `${writtenAt(place, 'since', since)} lies after ${writtenAt(place, 'until', until)}: exchange them.`;
    throw new FilterFault({ field: 'since', rule: 'order', given: since ?? '' }, text);
  }
  return period;
}

function moment(field: FilterField & ('since' | 'until'), given: string, now: Date, place: FilterPlace): MeantMoment {
  const fault = (rule: 'not-a-time' | 'in-the-future' | 'longer-than-kept', says: string) =>
    new FilterFault({ field, rule, given }, `${writtenAt(place, field, given)} ${says}: ${MOMENT_FORMS}.`);
  const found = momentMeant(given.trim(), now);
  if (!found) throw fault('not-a-time', 'is not understood');
  if (field === 'since' && found.first > now.getTime()) throw fault('in-the-future', 'lies in the future');
  if (found.last < now.getTime() - LONGEST_DAYS * DAY)
    throw fault('longer-than-kept', `lies more than ${LONGEST_DAYS} days back, which is longer than a filing is kept`);
  return found;
}
