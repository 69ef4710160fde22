import { customsDay } from '../life/clock.ts';
import type { Costs, Declaration, GoodsItem } from '../register/declaration.ts';
import { toEuro } from './exchange-rates.ts';
import { flatDutyOf, PRIVATE_RELIEF, proceduresAnswered, regimeOf } from './regimes.ts';

/** The duties and taxes of the published Response_H7 0.3.0: amounts are JSON numbers in whole euros. */
export interface DutiesAndTaxes {
  /** "Not filled if relief from taxation". */
  generalTaxation?: { guaranteedAmount: number; unguaranteedAmount: number; totalPayableTaxAmount: number };
  itemsTaxation: ItemTaxation[];
}

/** One tax on one item: an item that bears two taxes stands here twice. */
export interface ItemTaxation {
  itemNumber: number;
  nationalTaxCode?: string;
  taxType?: string;
  taxBaseAmount?: number;
  taxRate?: number;
  payableTaxAmount: number;
  additionalProcedure: { additionalProcedureCode: string }[];
}

const VAT_RATE = 20;
const MOST_ENTRIES = 99;

/** The duties and taxes of a declaration on the day it is accepted. */
export function assess(declaration: Declaration, now: Date): DutiesAndTaxes {
  const day = customsDay(now);
  const values = declaration.items.map(valueInEuro);
  const total = values.reduce((sum, value) => sum + value, 0);
  const general = costsInEuro(declaration.transportAndInsuranceCosts);
  const perItem = declaration.items.map((item, index) => {
    const value = values[index] as number;
    // Costs of the whole consignment weigh on its items by value, or evenly where nothing has any.
    const share = general * (total > 0 ? value / total : 1 / declaration.items.length);
    return taxesOf(item, value + share + costsInEuro(item.transportAndInsuranceCosts), total, day);
  });
  const payable = perItem.flat().reduce((sum, entry) => sum + entry.payableTaxAmount, 0);
  const relieved = declaration.items.every((item) => isRelieved(item, total));
  return {
    ...(!relieved && {
      generalTaxation: { guaranteedAmount: 0, unguaranteedAmount: payable, totalPayableTaxAmount: payable },
    }),
    itemsTaxation: withinLimit(perItem),
  };
}

/** C08: between private persons, for a consignment of up to 45 EUR; above that it is taxed as any other. */
function isRelieved(item: GoodsItem, total: number): boolean {
  return regimeOf(item) === 'private' && Math.round(total * 100) <= PRIVATE_RELIEF * 100;
}

function taxesOf(item: GoodsItem, valueWithCosts: number, total: number, day: string): ItemTaxation[] {
  const regime = regimeOf(item);
  const common = { itemNumber: item.itemNumber, additionalProcedure: proceduresAnswered(item, day) };
  // "Not filled in case of tax exemption" stands on type, code, base and rate alike.
  if (isRelieved(item, total)) return [{ ...common, payableTaxAmount: 0 }];

  const duty = flatDutyOf(regime, day);
  const taxBaseAmount = Math.round(valueWithCosts + duty);
  const vat: ItemTaxation =
    regime === 'ioss'
      ? // The VAT was paid to the vendor: code and rate are "not filled in case of … IOSS".
        { ...common, taxType: 'B00', taxBaseAmount, payableTaxAmount: 0 }
      : {
          ...common,
          nationalTaxCode: 'A445',
          taxType: 'B00',
          taxBaseAmount,
          taxRate: VAT_RATE,
          payableTaxAmount: Math.round((taxBaseAmount * VAT_RATE) / 100),
        };
  return duty === 0 ? [vat] : [vat, { ...common, taxType: 'A00', payableTaxAmount: duty }];
}

/**
 * The published schema has at most 99 entries, and two taxes on more than 49 items are more. Then
 * each item keeps the entry that collects most; generalTaxation still counts all of them.
 */
function withinLimit(perItem: ItemTaxation[][]): ItemTaxation[] {
  const all = perItem.flat();
  if (all.length <= MOST_ENTRIES) return all;
  return perItem.map((entries) =>
    entries.reduce((most, entry) => (entry.payableTaxAmount > most.payableTaxAmount ? entry : most)),
  );
}

function valueInEuro(item: GoodsItem): number {
  return toEuro(item.intrinsicValue.intrinsicValueAmount, item.intrinsicValue.intrinsicValueCurrency);
}

function costsInEuro(costs: Costs | undefined): number {
  return toEuro(costs?.amount ?? 0, costs?.currency);
}
