/**
 * The value of one unit of a currency in EUR. Rounded figures, good enough to judge the threshold
 * of 150 EUR in a simulation; customs uses its monthly rates. A currency that is missing here is
 * refused as absent from the code list.
 */
const inEuro: Readonly<Record<string, number>> = {
  EUR: 1,
  AED: 0.24,
  AUD: 0.57,
  BRL: 0.16,
  CAD: 0.62,
  CHF: 1.06,
  CNY: 0.12,
  CZK: 0.041,
  DKK: 0.134,
  GBP: 1.15,
  HKD: 0.11,
  HUF: 0.0026,
  IDR: 0.000053,
  ILS: 0.26,
  INR: 0.0099,
  JPY: 0.0057,
  KRW: 0.0006,
  MXN: 0.047,
  MYR: 0.21,
  NOK: 0.085,
  NZD: 0.5,
  PHP: 0.015,
  PLN: 0.235,
  RON: 0.197,
  SEK: 0.091,
  SGD: 0.66,
  THB: 0.026,
  TRY: 0.021,
  TWD: 0.028,
  USD: 0.86,
  VND: 0.000033,
  ZAR: 0.049,
};

export const currencies: readonly string[] = Object.keys(inEuro);

/** An amount in EUR. A currency that is not known counts one for one: the surface checks let none through. */
export function toEuro(amount: number, currency = 'EUR'): number {
  return amount * (inEuro[currency] ?? 1);
}
