/** The most cents that are reckoned with: a rate in parts of a thousand of them is still a whole number that is exact. */
const MOST_CENTS = 10 ** 12;

/** An amount with two decimals as whole cents, also one that is written as a text; undefined where there is none. */
export function centsOf(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined;
  const cents = Math.round(Number(value) * 100);
  return cents >= 0 && cents <= MOST_CENTS ? cents : undefined;
}

/** Cents as an amount, which JSON writes with its own digits. */
export function amountOf(cents: number): number {
  return cents / 100;
}

/** Cents as text: `3.00`. */
export function euroText(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
}

/** A rate in parts of a thousand, taken of an amount and rounded half up to a whole cent. */
export function perMilleOf(cents: number, perMille: number): number {
  return Math.floor((cents * perMille + 500) / 1000);
}

/** Cents that weigh on several by their weights, evenly where all weigh nothing; the shares add up to all of it. */
export function sharesOf(cents: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = all > 0 ? weights : weights.map(() => 1);
  const total = all > 0 ? all : weights.length;
  let [weighed, given] = [0, 0];
  return shares.map((weight) => {
    weighed += weight;
    const upTo = Number((BigInt(cents) * BigInt(weighed)) / BigInt(total));
    const share = upTo - given;
    given = upTo;
    return share;
  });
}

/**
 * Cents of another currency in euro, rounded half up.
 * @param rate how much of the currency one euro is, as decimal text, as the European Central Bank writes it
 */
export function inEuro(cents: number, rate: string): number | undefined {
  const [, whole = '', fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(rate) ?? [];
  const divisor = BigInt(`${whole}${fraction}` || '0');
  if (divisor === 0n) return undefined;
  const scaled = BigInt(cents) * 10n ** BigInt(fraction.length);
  const euro = Number((scaled * 2n + divisor) / (divisor * 2n));
  return euro <= MOST_CENTS ? euro : undefined;
}
