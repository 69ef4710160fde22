import { listAt, textAt, valueAt } from '../fault.ts';
import type { Section } from '../view.ts';

/** The EU's names of these taxes (EUCDM, list of types); others are shown by their code. */
const taxNames: Readonly<Record<string, string>> = { A00: 'customs duty', B00: 'VAT' };

const columns = ['ITEM', 'PROCEDURE', 'TAX', 'NATIONAL', 'BASE', 'RATE', 'PAYABLE'];
const numbers = ['ITEM', 'BASE', 'RATE', 'PAYABLE'];

/** The sum to be paid: '' before any assessment, `relief` where it came without a total (Response_H7). */
export function payableOf(dutiesAndTaxes: unknown): string {
  if (dutiesAndTaxes === null || dutiesAndTaxes === undefined) return '';
  return euroAt(dutiesAndTaxes, '/generalTaxation/totalPayableTaxAmount') || 'relief';
}

/** The assessment as a table, with its totals below. */
export function dutiesSection(dutiesAndTaxes: unknown): Section {
  const rows = listAt(dutiesAndTaxes, '/itemsTaxation').map((entry) => [
    textAt(entry, '/itemNumber') ?? '',
    proceduresOf(entry),
    taxOf(textAt(entry, '/taxType') ?? ''),
    textAt(entry, '/nationalTaxCode') ?? '',
    euroAt(entry, '/taxBaseAmount'),
    rateOf(valueAt(entry, '/taxRate')),
    euroAt(entry, '/payableTaxAmount'),
  ]);
  return { title: 'Duties and taxes', table: { columns, numbers, rows }, closing: totalsOf(dutiesAndTaxes) };
}

function totalsOf(dutiesAndTaxes: unknown): NonNullable<Section['closing']> {
  const part = (name: string) => euroAt(dutiesAndTaxes, `/generalTaxation/${name}`);
  const strong = part('totalPayableTaxAmount');
  if (!strong) return ['No total was given: relief from taxation.'];
  const parts = [': guaranteed ', part('guaranteedAmount'), ', unguaranteed ', part('unguaranteedAmount')];
  return ['Payable in all ', { strong }, ...parts];
}

/** The codes of the additional procedures of an item, or of a tax on one. */
export function proceduresOf(item: unknown): string {
  const procedures = listAt(item, '/additionalProcedure');
  return procedures.map((one) => textAt(one, '/additionalProcedureCode') ?? '').join(' ');
}

function taxOf(code: string): string {
  const name = taxNames[code];
  return name ? `${code} ${name}` : code;
}

/** Amounts are in euro: `12 EUR`, `12.50 EUR`; '' where there is none. */
function euroAt(root: unknown, pointer: string): string {
  const amount = valueAt(root, pointer);
  return typeof amount === 'number' ? `${Number.isInteger(amount) ? amount : amount.toFixed(2)} EUR` : '';
}

const rateOf = (rate: unknown) => (typeof rate === 'number' ? `${rate} %` : '');
