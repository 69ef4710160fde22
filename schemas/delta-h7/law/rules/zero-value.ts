import { valueAt } from '../../../fault.ts';
import type { LawRule } from '../law-rule.ts';

export const zeroValueRule: LawRule = {
  id: 'zero-value',
  title: 'goods have a value, also those that nobody pays for',
  certainty: 'inferred',
  source: 'UCC 70 and 74: goods that are not sold have the value of similar ones',
  remedy: 'give the price, or the value of similar goods',
  check: ({ items }) =>
    items.flatMap(({ value, pointer }) => {
      const at = '/intrinsicValue/intrinsicValueAmount';
      return valueAt(value, at) === 0
        ? [{ pointer: `${pointer}${at}`, rule: 'an intrinsic value above 0', found: 'zero' }]
        : [];
    }),
};
