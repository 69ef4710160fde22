import { valueIn } from '../../fault.ts';

/** The stocks at the beginning and at the end of a month, by their keys. */
export const OPENING = 'stock-debut-periode';
export const CLOSING = 'stock-fin-periode';

/** The decimals that are kept: no volume of a declaration has more than five. */
const DECIMALS = 5;

/** A number keeps this many digits exactly. */
const KEPT_DIGITS = 15;

/**
 * A decimal as written, in units of its fifth decimal: `5.8` is 580000n, text or number. Undefined for what is none,
 * or cannot be told exactly.
 */
export function exactOf(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const [, sign, whole = '', fraction = ''] = /^\s*([+-]?)(\d*)(?:\.(\d*))?\s*$/.exec(String(value)) ?? [];
  const significant = fraction.replace(/0+$/, '');
  if (whole + fraction === '' || significant.length > DECIMALS) return undefined;
  if (typeof value === 'number' && (whole + fraction).length > KEPT_DIGITS) return undefined;
  const units = BigInt(whole + significant.padEnd(DECIMALS, '0'));
  return sign === '-' ? -units : units;
}

/** True for a decimal above 0. */
export const isPositive = (value: unknown): boolean => (exactOf(value) ?? 0n) > 0n;

/** The keys of a replacement that say when, not how much. */
const NO_AMOUNTS = new Set(['mois', 'annee']);

/** The sum of all amounts at and below a value; 0 where there are none, undefined where one cannot be read. */
export function amountOf(value: unknown): bigint | undefined {
  if (value === undefined) return 0n;
  if (typeof value !== 'object' || value === null) return exactOf(value);
  const amounts = Object.entries(value).filter(([key]) => !NO_AMOUNTS.has(key));
  return amounts.reduce<bigint | undefined>((sum, [, one]) => {
    const amount = amountOf(one);
    return sum === undefined || amount === undefined ? undefined : sum + amount;
  }, 0n);
}

/**
 * True for a part with stocks whose closing stock is another than its opening stock with the entries and without the
 * exits; false where one of these cannot be read.
 * @param entries the key of the entries
 * @param exits that of the exits
 */
export function isUnbalanced(part: unknown, entries: string, exits: string): boolean {
  const at = (key: string) => valueIn(part, [key]);
  const [opening, closing] = [exactOf(at(OPENING)), exactOf(at(CLOSING))];
  const [added, taken] = [amountOf(at(entries)), amountOf(at(exits))];
  if (opening === undefined || closing === undefined || added === undefined || taken === undefined) return false;
  return closing !== opening + added - taken;
}
