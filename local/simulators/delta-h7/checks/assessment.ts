import { customsDay } from '../life/clock.ts';
import type { Costs, Declaration, GoodsItem } from '../register/declaration.ts';
import { toEuro } from './exchange-rates.ts';
import { flatChargesOn } from './flat-charges.ts';
import { PRIVATE_RELIEF, proceduresAnswered, regimeOf } from './regimes.ts';
import type { TaxCodes } from './tax-codes.ts';
import { territoryOf } from './territories.ts';
import { vatRateOf } from './vat.ts';

/** The duties and taxes of the published Response_H7 0.3.0: amounts are JSON numbers in whole euros. */
export interface DutiesAndTaxes {
  /** "Not filled if relief from taxation". */
  generalTaxation?: { guaranteedAmount: number; unguaranteedAmount: number; totalPayableTaxAmount: number };
  itemsTaxation: ItemTaxation[];
}

/** One tax on one item: an item that bears several taxes stands here several times. */
export interface ItemTaxation {
  itemNumber: number;
  nationalTaxCode?: string;
  taxType?: string;
  taxBaseAmount?: number;
  taxRate?: number;
  payableTaxAmount: number;
  additionalProcedure: { additionalProcedureCode: string }[];
}

const MOST_ENTRIES = 99;

/** The duties and taxes of a declaration on the day it is accepted. */
export function assess(declaration: Declaration, now: Date, codes: TaxCodes): DutiesAndTaxes {
  const law = { day: customsDay(now), codes };
  const values = declaration.items.map(valueInEuro);
  const total = values.reduce((sum, value) => sum + value, 0);
  const general = costsInEuro(declaration.transportAndInsuranceCosts);
  const perItem = declaration.items.map((item, index) => {
    const value = values[index] as number;
    // Costs of the whole consignment weigh on its items by value, or evenly where nothing has any.
    const share = general * (total > 0 ? value / total : 1 / declaration.items.length);
    const valueWithCosts = value + share + costsInEuro(item.transportAndInsuranceCosts);
    return isRelieved(item, total) ? relief(item, law) : taxesOf(declaration, item, valueWithCosts, law);
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

/** The day whose law holds, and the codes of its charges. */
interface Law {
  day: string;
  codes: TaxCodes;
}

const commonOf = (item: GoodsItem, { day }: Law) => ({
  itemNumber: item.itemNumber,
  additionalProcedure: proceduresAnswered(item, day),
});

/** "Not filled in case of tax exemption" stands on type, code, base and rate alike. */
function relief(item: GoodsItem, law: Law): ItemTaxation[] {
  return [{ ...commonOf(item, law), payableTaxAmount: 0 }];
}

function taxesOf(declaration: Declaration, item: GoodsItem, valueWithCosts: number, law: Law): ItemTaxation[] {
  const { day, codes } = law;
  const common = commonOf(item, law);
  const regime = regimeOf(item);
  const territory = territoryOf(declaration);
  // Union goods from a special fiscal territory owe VAT, and nothing that is levied at the Union's border.
  const isUnion = declaration.genericInformation.declarationType === 'CO';
  const charges = isUnion ? [] : flatChargesOn(day, regime, territory);
  // Charges that are due by reason of the importation are part of the VAT's base (Directive 2006/112/EC, art. 86).
  const taxBaseAmount = Math.round(charges.reduce((sum, { amount }) => sum + amount, valueWithCosts));
  const flat = charges.map(({ code, amount }) => ({ ...common, ...codes[code], payableTaxAmount: amount }));
  // The VAT was paid to the vendor: code and rate are "not filled in case of … IOSS".
  if (regime === 'ioss') return [{ ...common, taxType: 'B00', taxBaseAmount, payableTaxAmount: 0 }, ...flat];
  const taxRate = vatRateOf(item.commodityCode, territory);
  if (taxRate === undefined) return [...relief(item, law), ...flat];
  const nationalTaxCode = codes.vat[taxRate];
  const vat = {
    ...common,
    ...(nationalTaxCode !== undefined && { nationalTaxCode }),
    taxType: 'B00',
    taxBaseAmount,
    taxRate,
    payableTaxAmount: Math.round((taxBaseAmount * taxRate) / 100),
  };
  return [vat, ...flat];
}

/**
 * The published schema has at most 99 entries, and three taxes on more than 33 items are more. Then
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
