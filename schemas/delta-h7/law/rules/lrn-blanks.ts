import { valueAt } from '../../../fault.ts';
import type { LawRule } from '../law-rule.ts';

const LRN = '/header/lrn';

export const lrnBlanksRule: LawRule = {
  id: 'lrn-blanks',
  title: 'no blanks around an LRN',
  from: '2026-10-01',
  certainty: 'inferred',
  source: 'the EU rules of data quality of 2026-10-01, which are stated for exports',
  remedy: 'leave them out: with and without them it is another reference',
  check({ payload }) {
    const reference = valueAt(payload, LRN);
    if (typeof reference !== 'string' || reference.trim() === reference) return [];
    return [{ pointer: LRN, rule: 'an LRN without blanks around it', found: 'blanks' }];
  },
};
