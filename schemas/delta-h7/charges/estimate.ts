import type { Estimate } from '../../estimate.ts';
import { valueAt } from '../../fault.ts';
import { amountOf } from './cents.ts';
import { itemNumberOf, type RateOf } from './declared-goods.ts';
import { expectedCharges } from './expected-charges.ts';
import { mergeableLines } from './mergeable-lines.ts';

/**
 * Estimates the charges on a message by the law of a day, `2026-11-30` in Paris; undefined for one that carries no
 * declaration. Never throws.
 * @param rateOf how much of a currency one euro is, where that is known
 */
export function estimateOfMessage(payload: unknown, on: string, rateOf?: RateOf): Estimate | undefined {
  const declaration = valueAt(payload, '/declaration');
  if (declaration === undefined) return undefined;
  const { items } = expectedCharges(declaration, on, rateOf);
  const charges = items.flatMap(({ number, charges }) =>
    charges.map((charge) => ({ item: itemNumberOf(number), ...charge })),
  );
  const total = charges.reduce((sum, { cents, payment }) => (payment === 'import' ? sum + cents : sum), 0);
  return {
    ...{ on, currency: 'EUR', total: amountOf(total) },
    charges: charges.map(({ code, text, item, cents, base, perMille, payment, source, certainty }) => ({
      code,
      text: perMille === undefined ? text : `${text} ${perMille / 10} %`,
      item,
      amount: amountOf(cents),
      currency: 'EUR',
      base: base === null ? null : amountOf(base),
      ...{ payment, source, certainty },
    })),
    unestimated: items.flatMap(({ number, unknown }) => unknown.map((one) => ({ item: itemNumberOf(number), ...one }))),
    mergeable: mergeableLines(declaration, items),
  };
}
