import type { Agreement } from '../../agreement.ts';
import { valueAt } from '../../fault.ts';
import { declarationReference } from '../declaration-reference.ts';
import { DECLARATION, isTrue } from './declaration.ts';
import { lastMonthRules } from './last-month-rules.ts';
import { calendarMonth, periodOf, writtenPeriod } from './months.ts';

/** The first month of the exercise, but for a négociant-vinificateur, who has one of its own. */
const AUGUST = 8;

const orException = 'in the first month of the exercise of a négociant-vinificateur, submit it with a reason';

/**
 * [CI-3] The agreement of a declaration with that of the month before: the validated one that came back, or else the one
 * that CIEL took. In August, stocks that differ are doubtful only. Who is a négociant-vinificateur is not known here, so
 * that others' first month is an exception with a reason.
 */
export const agreesWithLastMonth: Agreement = {
  references(drm) {
    const period = periodOf(drm);
    const declarant = valueAt(drm, `${DECLARATION}/identification-declarant`);
    const before = { 'identification-declarant': declarant, periode: writtenPeriod((period ?? 0) - 1) };
    const reference = declarationReference.of({ 'declaration-recapitulative': before });
    return period === undefined || reference === undefined ? [] : [reference];
  },
  compare(drm, [before]) {
    const isFirst = calendarMonth(periodOf(drm) ?? 0) === AUGUST;
    const isWithoutMovements = isTrue(valueAt(drm, `${DECLARATION}/declaration-neant`));
    const found = lastMonthRules
      .filter(({ isForMovements }) => !(isForMovements && isWithoutMovements))
      .flatMap(({ isForLaterMonths, find }) => find(drm, before).map((fault) => ({ fault, isForLaterMonths })));
    return {
      faults: found
        .filter(({ isForLaterMonths }) => !(isForLaterMonths && isFirst))
        .map(({ fault, isForLaterMonths }) => ({
          ...fault,
          remedy: isForLaterMonths ? `${fault.remedy}; ${orException}` : fault.remedy,
        })),
      warnings: found
        .filter(({ isForLaterMonths }) => isForLaterMonths && isFirst)
        .map(({ fault: { pointer, code, rule } }) => ({
          pointer,
          text: `${code} ${rule}: not applied in August, but to a négociant-vinificateur`,
          certainty: 'verified',
          source: 'contract v2.24 §3',
        })),
    };
  },
};
