import * as z from 'zod';
import { lazily } from '../../lazily.ts';
import { isCurrency } from './currencies.ts';

/**
 * The rates by which values in other currencies become euros, as an operator gives them: by month, then by currency, the
 * units of the currency for one euro as the European Central Bank publishes them: `{"2026-11": {"USD": 1.0842}}`. The
 * rate of a month is that of the second-last Wednesday of the month before (UCC 53, IA 146).
 */
export const exchangeRates = lazily(() =>
  z.record(
    z.string().regex(/^\d{4}-(?:0[1-9]|1[0-2])$/, 'a month, as 2026-11'),
    z.record(
      z.string().refine((code) => isCurrency(code) && code !== 'EUR', 'a currency of ISO 4217 other than EUR'),
      z.number().positive('more than 0: units of the currency for one euro').max(10_000_000, 'at most 10000000'),
    ),
  ),
);
export type ExchangeRates = z.infer<ReturnType<typeof exchangeRates>>;

/** The day whose rates hold for the month of another day: the second-last Wednesday of the month before. */
export function rateDay(day: string): string {
  const last = new Date(`${day.slice(0, 7)}-01T00:00Z`);
  last.setUTCDate(0);
  const sinceWednesday = (last.getUTCDay() + 4) % 7;
  last.setUTCDate(last.getUTCDate() - sinceWednesday - 7);
  return last.toISOString().slice(0, 10);
}
