import { valueAt } from '../fault.ts';

/** The duties and taxes of a declaration in euro, as customs assessed them; none before that, or on relief. */
export function amountsOf(details: Readonly<Record<string, unknown>>): Record<string, string> {
  const total = valueAt(details, '/dutiesAndTaxes/generalTaxation/totalPayableTaxAmount');
  if (typeof total !== 'number' || !Number.isFinite(total)) return {};
  return { EUR: Number.isInteger(total) ? String(total) : total.toFixed(2) };
}
