import { valueAt } from '../../../fault.ts';
import type { Declared } from '../declared.ts';
import { rateDay } from '../exchange-rates.ts';
import type { Circumstances, LawFinding, LawRule } from '../law-rule.ts';

/** The greatest value of all items of a declaration together, in EUR cents (§2.1.1). */
const THRESHOLD_CENTS = 150_00;

/** The margin of a lane that names none, in per cent. */
export const USUAL_MARGIN = 2;

const remedy = 'declare these goods with a full declaration (H1)';

/** [H7-C2] Items in EUR alone are verified to be above the threshold; others are so by the rates of their month. */
export const valueThresholdRule: LawRule = {
  id: 'value-threshold',
  title: 'the intrinsic value of the whole declaration is 150 EUR at most',
  certainty: 'verified',
  source: 'Contrat de service Delta-H7 v3.3 §2.1.1',
  remedy,
  check(declared, circumstances) {
    const values = valuesIn(declared);
    const cents = values.reduce((sum, { amount, currency }) => sum + (currency === 'EUR' ? inCents(amount) : 0), 0);
    if (cents > THRESHOLD_CENTS)
      return [
        {
          pointer: '/declaration/items',
          rule: 'the intrinsic value of the whole declaration must not exceed 150 EUR (§2.1.1)',
          found: 'total above 150 EUR',
        },
      ];
    return convertedFindings(values, cents, circumstances);
  },
};

interface Value {
  amount: number;
  currency: string;
}

function valuesIn({ items }: Declared): Value[] {
  return items.flatMap(({ value }) => {
    const amount = valueAt(value, '/intrinsicValue/intrinsicValueAmount');
    const currency = valueAt(value, '/intrinsicValue/intrinsicValueCurrency');
    return typeof amount === 'number' && typeof currency === 'string' ? [{ amount, currency }] : [];
  });
}

const inCents = (amount: number) => Math.round(amount * 100);

/** The rates of the month decide about other currencies; a currency without a rate is left to customs. */
function convertedFindings(
  values: readonly Value[],
  ofEuros: number,
  { day, exchangeRates, margin }: Circumstances,
): LawFinding[] {
  const rates = exchangeRates?.[day.slice(0, 7)];
  if (!rates) return [];
  const cents = values.reduce((sum, { amount, currency }) => {
    const rate = currency === 'EUR' || !Object.hasOwn(rates, currency) ? undefined : rates[currency];
    return rate === undefined ? sum : sum + (amount / rate) * 100;
  }, ofEuros);
  if (cents <= THRESHOLD_CENTS * (1 + margin / 100)) return [];
  return [
    {
      pointer: '/declaration/items',
      rule: `the intrinsic value of the whole declaration is 150 EUR at most, by the rates of ${rateDay(day)}`,
      found: 'total above 150 EUR',
      certainty: 'secondary',
      source: 'UCC 53 and IA 146: the rate of the second-last Wednesday of the month before holds for the month',
    },
  ];
}
