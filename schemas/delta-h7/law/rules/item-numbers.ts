import { valueAt } from '../../../fault.ts';
import type { LawRule } from '../law-rule.ts';

export const itemNumbersRule: LawRule = {
  id: 'item-numbers',
  title: 'each item has a number of its own',
  certainty: 'inferred',
  source: 'Response_H7 0.3.0: customs assesses each item by its number',
  remedy: 'number the items from 1 on',
  check({ items }) {
    const seen = new Set<unknown>();
    return items.flatMap(({ value, pointer }) => {
      const number = valueAt(value, '/itemNumber');
      if (typeof number !== 'number') return [];
      const isKnown = seen.has(number);
      seen.add(number);
      const at = `${pointer}/itemNumber`;
      return isKnown
        ? [{ pointer: at, rule: 'an item number that no other item has', found: 'that of another item' }]
        : [];
    });
  },
};
