import { valueAt } from '../../fault.ts';
import { DECLARATION, isTrue } from '../rules/declaration.ts';
import { calendarMonth, dayInParis, monthInParis, periodOf } from '../rules/months.ts';
import { type Doubt, doubtful } from './doubt.ts';

const PERIOD = `${DECLARATION}/periode`;
/** The last day, of the month after the period, on which a declaration is entered and validated (§2). */
const DEADLINE = 10;
const AUGUST = 8;

const late: Doubt = (drm, on) => {
  const period = periodOf(drm);
  const current = monthInParis(on);
  if (period === undefined || current === undefined) return [];
  if (current - period > 12)
    return [doubtful(PERIOD, 'its period is more than a year past: earlier declarations are corrected in CIEL')];
  const isLate = current - period > 1 || (current - period === 1 && dayInParis(on) > DEADLINE);
  const text = `it is late: a declaration is entered and validated up to the ${DEADLINE}th of the month after its period`;
  return isLate ? [doubtful(PERIOD, text, 'verified')] : [];
};

const exhaustedAtTheBeginning: Doubt = (drm) => {
  const place = `${DECLARATION}/droits-suspendus/stockEpuise`;
  const isFirst = calendarMonth(periodOf(drm) ?? 0) === AUGUST;
  return isFirst && isTrue(valueAt(drm, place))
    ? [doubtful(place, '046 no stock is exhausted in the first declaration of a campaign, which August probably is')]
    : [];
};

/** Doubts about the day and the period. */
export const calendarDoubts: readonly Doubt[] = [late, exhaustedAtTheBeginning];
