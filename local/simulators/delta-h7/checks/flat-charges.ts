import { isSold, REFORM, type Regime } from './regimes.ts';
import type { TaxCodes } from './tax-codes.ts';
import type { Territory } from './territories.ts';

/** A charge of so many EUR an item (a line of the declaration). */
interface FlatCharge {
  code: Exclude<keyof TaxCodes, 'vat'>;
  amount: number;
  /** The first day on which it is owed, and the first on which it no longer is. */
  from: string;
  until?: string;
  isOwed(regime: Regime, territory: Territory): boolean;
}

/** The flat charges of 2026; dates and amounts after secondary sources. */
const charges: readonly FlatCharge[] = [
  // Reg. (EU) 2026/382.
  { code: 'flatDuty', amount: 3, from: REFORM, until: '2028-07-01', isOwed: isSold },
  {
    code: 'frenchTax',
    amount: 2,
    from: '2026-03-01',
    until: '2026-11-01',
    // Under IOSS it is paid by the VAT return; Guyane and Mayotte are outside.
    isOwed: (regime, territory) => isSold(regime) && regime !== 'ioss' && territory !== 'no-vat',
  },
  // "All B2C declarations whatever the value" (Danish customs).
  { code: 'handlingFee', amount: 2, from: '2026-11-01', isOwed: isSold },
];

/** The flat charges on an item of imported goods on a day; Union goods owe none. */
export function flatChargesOn(day: string, regime: Regime, territory: Territory): readonly FlatCharge[] {
  return charges.filter(
    ({ from, until, isOwed }) => day >= from && (until === undefined || day < until) && isOwed(regime, territory),
  );
}
