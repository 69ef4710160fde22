import * as z from 'zod';
import { listAt, textAt, valueAt } from '../../fault.ts';
import { lazily } from '../../lazily.ts';
import { amountOf, centsOf } from './cents.ts';
import { itemNumberOf } from './declared-goods.ts';
import { type ExpectedCharge, expectedCharges, type ItemCharges } from './expected-charges.ts';

/** The taxes that are told apart: types B00 and A00 (EUCDM), and all others together. */
const taxes = ['vat', 'duty', 'other', 'all'] as const;
type Tax = (typeof taxes)[number];

/** A difference between what customs assessed and what was to be expected, by our estimate. */
export const chargesDifference = lazily(() =>
  z
    .object({
      on: z.string().describe('The day by whose law the estimate is reckoned: that of the acceptance, in Paris'),
      currency: z.string(),
      differences: z.array(
        z.object({
          item: z
            .union([z.number(), z.string()])
            .nullable()
            .describe('The number of the item; null for the declaration as a whole'),
          tax: z.enum(taxes),
          estimated: z.number(),
          assessed: z.number(),
        }),
      ),
    })
    .describe('What customs assessed otherwise than an estimate of ours expects: the estimate may be wrong, too'),
);
export type ChargesDifference = z.infer<ReturnType<typeof chargesDifference>>;
type Difference = ChargesDifference['differences'][number];

/** The most entries of an assessment: of a declaration with more taxes than that, only the total can be compared. */
const MOST_ENTRIES = 99;

/**
 * Compares an assessment of customs (`dutiesAndTaxes`) with the estimate for the declaration on the day of its
 * acceptance; undefined where they agree as far as can be told. What was not estimated is not compared. Customs rounds
 * to the euro, and the types of the new charges are not public: what is neither B00 nor A00 may stand in for the duty,
 * as long as the sum is right. Never throws.
 */
export function differenceOfCharges(
  declaration: unknown,
  dutiesAndTaxes: unknown,
  day: string,
): ChargesDifference | undefined {
  const { items } = expectedCharges(declaration, day);
  const entries = listAt(dutiesAndTaxes, '/itemsTaxation');
  const wanted = items.reduce((sum, { charges }) => sum + charges.length, 0);
  const differences =
    wanted > MOST_ENTRIES ? betweenTotals(items, dutiesAndTaxes) : betweenItems(items, entries.map(entryOf));
  return differences.length > 0 ? { on: day, currency: 'EUR', differences } : undefined;
}

/** A tax on an item as customs assessed it. */
interface Assessed {
  item: string;
  tax: Tax;
  cents: number;
}

function entryOf(entry: unknown): Assessed {
  const type = textAt(entry, '/taxType');
  return {
    item: textAt(entry, '/itemNumber') ?? '',
    tax: type === 'B00' ? 'vat' : type === 'A00' ? 'duty' : 'other',
    cents: centsOf(valueAt(entry, '/payableTaxAmount')) ?? 0,
  };
}

function betweenItems(items: readonly ItemCharges[], entries: readonly Assessed[]): Difference[] {
  // Items of one number, which are a fault, are told apart no more than their taxes; one may be assessed undeclared.
  const numbers = new Set([...items.map(({ number }) => number), ...entries.map(({ item }) => item)]);
  const all = [...numbers].map((number): ItemCharges => {
    const own = items.filter((one) => one.number === number);
    return { number, charges: own.flatMap((one) => one.charges), unknown: own.flatMap((one) => one.unknown) };
  });
  return all.flatMap((item) =>
    betweenTaxes(
      item,
      entries.filter((one) => one.item === item.number),
    ),
  );
}

function betweenTaxes({ number, charges, unknown }: ItemCharges, entries: readonly Assessed[]): Difference[] {
  const isUnknown = (code: string) => unknown.some((one) => one.code === code);
  const compare = (tax: Tax, of: (tax: Tax) => boolean): Difference[] => {
    const assessed = sum(entries.filter((one) => of(one.tax)));
    const expected = charges.filter((one) => of(taxOf(one)));
    if (isWithin(assessed, expected)) return [];
    return [
      { item: itemNumberOf(number), tax, estimated: amountOf(sum(atImport(expected))), assessed: amountOf(assessed) },
    ];
  };
  const one = (tax: Tax) => compare(tax, (other) => other === tax);
  const isFlatUnknown = isUnknown('customs-duty') || isUnknown('octroi-de-mer');
  const isFlatRight = compare('all', (tax) => tax !== 'vat').length === 0;
  return [
    ...(isUnknown('vat') ? [] : one('vat')),
    ...(isUnknown('customs-duty') || (!isFlatUnknown && isFlatRight) ? [] : one('duty')),
    ...(isUnknown('octroi-de-mer') || (!isFlatUnknown && isFlatRight) ? [] : one('other')),
  ];
}

const taxOf = ({ code, isDuty }: ExpectedCharge): Tax => (code === 'vat' ? 'vat' : isDuty ? 'duty' : 'other');
const atImport = (charges: readonly ExpectedCharge[]) => charges.filter(({ payment }) => payment === 'import');
const sum = (all: readonly { cents: number }[]) => all.reduce((total, { cents }) => total + cents, 0);

function betweenTotals(items: readonly ItemCharges[], dutiesAndTaxes: unknown): Difference[] {
  const assessed = centsOf(valueAt(dutiesAndTaxes, '/generalTaxation/totalPayableTaxAmount'));
  if (assessed === undefined || items.some(({ unknown }) => unknown.length > 0)) return [];
  const charges = items.flatMap((item) => item.charges);
  if (isBetween(assessed, charges)) return [];
  return [{ item: null, tax: 'all', estimated: amountOf(sum(atImport(charges))), assessed: amountOf(assessed) }];
}

/** True if an amount is one that the charges of an item come to, by any that is right of each, but for rounding. */
function isWithin(assessed: number, charges: readonly ExpectedCharge[]): boolean {
  const spare = charges.reduce((total, one) => total + roundingOf(one), 0);
  const totals = totalsOf(charges);
  if (!totals) return isBetween(assessed, charges);
  return totals.some((total) => Math.abs(assessed - total) <= spare);
}

/** The most sums that are told apart: those of a lawful item are far fewer, and each further charge multiplies them. */
const MOST_TOTALS = 1000;

/** The sums that are right of charges; undefined where they are too many, as of many items of one number. */
function totalsOf(charges: readonly ExpectedCharge[]): number[] | undefined {
  let totals = [0];
  for (const one of charges) {
    const amounts = amountsOf(one);
    totals = [...new Set(totals.flatMap((total) => amounts.map((amount) => total + amount)))];
    if (totals.length > MOST_TOTALS) return undefined;
  }
  return totals;
}

/** True if an amount lies between the least and the greatest sum that is right of charges, but for rounding. */
function isBetween(assessed: number, charges: readonly ExpectedCharge[]): boolean {
  const spare = charges.reduce((total, one) => total + roundingOf(one), 0);
  const bound = (of: (...amounts: number[]) => number) => charges.reduce((all, one) => all + of(...amountsOf(one)), 0);
  return assessed >= bound(Math.min) - spare && assessed <= bound(Math.max) + spare;
}

/** The amounts that are right of a charge: what is paid by return need not be assessed. */
function amountsOf({ cents, orElse = [], payment }: ExpectedCharge): number[] {
  return [cents, ...orElse, ...(payment === 'return' ? [0] : [])];
}

/** The cents by which rounding to the euro, of the base and of the tax, moves a charge. */
function roundingOf({ base, perMille = 0 }: ExpectedCharge): number {
  return base === null ? 0 : 50 + Math.ceil((50 * perMille) / 1000);
}
