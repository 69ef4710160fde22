import { EXPECTED_AT } from '../declared.ts';
import type { LawRule } from '../law-rule.ts';

/** The law of the day of acceptance decides, which for an anticipated declaration is that of its validation. */
export const changeOfLawRule: LawRule = {
  id: 'change-of-law',
  title: 'an anticipated declaration is validated under the law under which it was filed',
  certainty: 'secondary',
  source: 'Danish customs, "News for coming releases to DMS": what is presented after a change must be updated',
  remedy: 'make it right for that day, or amend it before its validation',
  check({ expected }, { day, changesBetween }) {
    if (expected === undefined || expected <= day) return [];
    return changesBetween(day, expected).map(({ day: at, kind, what }) => ({
      pointer: EXPECTED_AT,
      rule: `the law changes on ${at}, before the goods are expected`,
      found: `${kind === 'begins' ? 'what begins then' : 'what ends then'}: ${what}`,
    }));
  },
};
