import { valueAt } from '../../../fault.ts';
import { isCurrency } from '../currencies.ts';
import type { LawFinding, LawRule } from '../law-rule.ts';

/** The places of currencies in an item. */
const OF_ITEMS = ['/intrinsicValue/intrinsicValueCurrency', '/transportAndInsuranceCosts/currency'];
const OF_DECLARATION = '/declaration/transportAndInsuranceCosts/currency';

/** The schema finds what has not the form of a code. */
const FORM = /^[A-Z]{3}$/;

export const currencyRule: LawRule = {
  id: 'currency',
  title: 'a currency has its code in ISO 4217',
  certainty: 'verified',
  source: 'ISO 4217, list one of 1 January 2026',
  remedy: 'give the code of the currency in ISO 4217, for example EUR, USD or GBP',
  check({ items, payload }) {
    const places = [OF_DECLARATION, ...items.flatMap(({ pointer }) => OF_ITEMS.map((place) => `${pointer}${place}`))];
    return places.flatMap((pointer): LawFinding[] => {
      const code = valueAt(payload, pointer);
      if (typeof code !== 'string' || !FORM.test(code) || isCurrency(code)) return [];
      return [{ pointer, rule: 'the code of a currency in ISO 4217', found: 'three letters that are none' }];
    });
  },
};
