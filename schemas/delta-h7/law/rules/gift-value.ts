import { valueAt } from '../../../fault.ts';
import { GIFT_RELIEF_CENTS } from '../../code-lists/procedures.ts';
import type { LawRule } from '../law-rule.ts';

export const giftValueRule: LawRule = {
  id: 'gift-value',
  title: 'a gift between private persons (C08) is free of duty and tax up to 45 EUR in all',
  certainty: 'inferred',
  source: 'Regulation (EC) 1186/2009 Art. 26 and Directive 2006/79/EC',
  remedy: 'declare it without C08',
  check({ items, isUnionGoods }) {
    const gift = items.find(({ codes }) => codes.includes('C08'));
    // Other rules hold for consignments within the Union.
    if (!gift || isUnionGoods) return [];
    const cents = items.reduce((sum, { value }) => sum + euroCents(value), 0);
    if (cents <= GIFT_RELIEF_CENTS) return [];
    return [
      {
        pointer: `${gift.pointer}/additionalProcedure`,
        rule: 'a gift between private persons (C08) is free of duty and tax up to 45 EUR in all',
        found: 'total above 45 EUR',
      },
    ];
  },
};

/** The value of an item in EUR cents; other currencies are for customs to convert. */
function euroCents(item: unknown): number {
  const amount = valueAt(item, '/intrinsicValue/intrinsicValueAmount');
  const isEuro = valueAt(item, '/intrinsicValue/intrinsicValueCurrency') === 'EUR';
  return isEuro && typeof amount === 'number' ? Math.round(amount * 100) : 0;
}
