import { DECLARATION } from './declaration.ts';
import { monthInParis, periodOf } from './months.ts';
import { broken, type Rule } from './rule.ts';

/** [CI-3] 005 The period is the current month in Paris at the latest. */
const noLaterPeriod: Rule = (drm, on) => {
  const period = periodOf(drm);
  const current = monthInParis(on);
  const isLater = period !== undefined && current !== undefined && period > current;
  return isLater ? [broken('005', drm, `${DECLARATION}/periode`, 'a later month')] : [];
};

/** The rules about the period; CIEL looks no further where one is broken. */
export const periodRules: readonly Rule[] = [noLaterPeriod];
