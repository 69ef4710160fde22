import { listAt } from '../../fault.ts';
import { monthAt, periodOf } from './months.ts';
import { productsIn } from './products.ts';
import { broken, type Rule } from './rule.ts';

const REPLACEMENTS = '/balance-stocks/entrees-periode/replacements/replacement-suspension';
const TWO_YEARS = 24;

/** [CI-3] 032 A replacement is of the two years before the period; the same month two years ago is the first. */
const ofTheLastTwoYears: Rule = (drm) => {
  const period = periodOf(drm);
  if (period === undefined) return [];
  return productsIn(drm, 'droits-suspendus').flatMap(({ product, pointer }) =>
    listAt(product, REPLACEMENTS).flatMap((replacement, n) => {
      const month = monthAt(replacement);
      const isOlder = month !== undefined && month < period - TWO_YEARS;
      return isOlder ? [broken('032', drm, `${pointer}${REPLACEMENTS}/${n}/annee`)] : [];
    }),
  );
};

/** The rules about what is put back under suspension. */
export const replacementRules: readonly Rule[] = [ofTheLastTwoYears];
