import { listAt, textAt, valueAt } from '../fault.ts';
import type { Details } from '../shown-filing.ts';
import type { ItemCells, ItemColumn } from '../view.ts';
import { proceduresOf } from './duties-section.ts';

/** The columns of an item in an export. */
export const itemColumns: readonly ItemColumn[] = [
  { name: 'commodityCode', text: 'HS sub-heading' },
  { name: 'goodsDescription', text: 'the goods in words' },
  { name: 'intrinsicValueAmount', text: 'value of the goods' },
  { name: 'intrinsicValueCurrency', text: 'currency of the value' },
  { name: 'additionalProcedureCode', text: 'additional procedures, as declared' },
  { name: 'grossMass', text: 'gross mass in kilograms' },
  { name: 'numberOfPackages', text: 'number of packages' },
  { name: 'taxType', text: 'taxes that customs assessed on the item' },
  { name: 'payableTaxAmount', text: 'duties and taxes to be paid on the item in euro: the sum of its taxes' },
];

/** The places of the columns in an item. */
const places: Readonly<Record<string, string>> = {
  commodityCode: '/commodityCode',
  goodsDescription: '/goodsDescription',
  intrinsicValueAmount: '/intrinsicValue/intrinsicValueAmount',
  intrinsicValueCurrency: '/intrinsicValue/intrinsicValueCurrency',
  grossMass: '/grossMass',
  numberOfPackages: '/numberOfPackages',
};

/** The items of a declaration with the taxes on each; one that only customs speaks of is an item too. */
export function itemsOf(declaration: unknown, { dutiesAndTaxes }: Details): ItemCells[] {
  const taxes = listAt(dutiesAndTaxes, '/itemsTaxation');
  const declared = listAt(declaration, '/items').map((item, index) => ({
    item,
    itemNumber: textAt(item, '/itemNumber') ?? String(index + 1),
  }));
  const known = new Set(declared.map(({ itemNumber }) => itemNumber));
  const taxed = taxes.map((tax) => textAt(tax, '/itemNumber') ?? '').filter((number) => !known.has(number));
  const all = [...declared, ...[...new Set(taxed)].map((itemNumber) => ({ item: undefined, itemNumber }))];
  return all.map(({ item, itemNumber }) => ({
    itemNumber: Number(itemNumber) || itemNumber,
    ...declaredCells(item),
    ...taxCells(taxes.filter((tax) => (textAt(tax, '/itemNumber') ?? '') === itemNumber)),
  }));
}

function declaredCells(item: unknown): Record<string, string | number> {
  const cells = Object.entries(places).flatMap(([name, place]) => {
    const value = valueAt(item, place);
    return typeof value === 'number' || typeof value === 'string' ? [[name, value] as const] : [];
  });
  const additionalProcedureCode = proceduresOf(item);
  return { ...Object.fromEntries(cells), ...(additionalProcedureCode && { additionalProcedureCode }) };
}

function taxCells(taxes: readonly unknown[]): Record<string, string | number> {
  const amounts = taxes.flatMap((tax) => {
    const amount = valueAt(tax, '/payableTaxAmount');
    return typeof amount === 'number' ? [amount] : [];
  });
  const taxType = taxes.flatMap((tax) => textAt(tax, '/taxType') ?? []).join(' ');
  // Sums of cents are whole cents, which sums of a computer's numbers are not.
  const sum = Number(amounts.reduce((total, amount) => total + amount, 0).toFixed(2));
  return { ...(taxType && { taxType }), ...(amounts.length > 0 && { payableTaxAmount: sum }) };
}
