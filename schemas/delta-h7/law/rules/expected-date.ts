import { EXPECTED_AT } from '../declared.ts';
import type { LawRule } from '../law-rule.ts';

/** The days within which an anticipated declaration must be validated (§3.2.2). */
const MOST_DAYS = 30;
const DAY_MS = 86_400_000;

export const expectedDateRule: LawRule = {
  id: 'expected-date',
  title: 'the goods of an anticipated declaration are expected today or within 30 days',
  certainty: 'inferred',
  source: 'Contrat de service Delta-H7 v3.3 §3.2.2: not validated within 30 days, it is cancelled',
  remedy: 'correct the date, or file the declaration later',
  check({ expected }, { day }) {
    if (expected === undefined) return [];
    const days = (Date.parse(expected) - Date.parse(day)) / DAY_MS;
    const rule = 'the goods are expected within 30 days, or the declaration is cancelled before';
    if (days > MOST_DAYS) return [{ pointer: EXPECTED_AT, rule, found: 'a day beyond 30 days' }];
    if (days >= 0) return [];
    const remedy = 'give the day of arrival, or declare as validated (A) where the goods are there';
    return [
      { pointer: EXPECTED_AT, rule: 'the goods are expected today or later', found: 'a day in the past', remedy },
    ];
  },
};
