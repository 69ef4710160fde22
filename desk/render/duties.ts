import { valueAt } from '../../schemas/fault.ts';
import { type Column, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What the EU calls these taxes (EUCDM, list of types); others are shown by their code. */
const taxNames: Readonly<Record<string, string>> = { A00: 'customs duty', B00: 'VAT' };

const columns: readonly Column[] = [
  { title: 'ITEM', align: 'right' },
  { title: 'PROCEDURE' },
  { title: 'TAX' },
  { title: 'NATIONAL' },
  { title: 'BASE', align: 'right' },
  { title: 'RATE', align: 'right' },
  { title: 'PAYABLE', align: 'right' },
];

/** Amounts are in euro: `12 EUR`, `12.50 EUR`; '' where there is none. */
export function euro(amount: unknown): string {
  return typeof amount === 'number' ? `${Number.isInteger(amount) ? amount : amount.toFixed(2)} EUR` : '';
}

/** What is to be paid in all: '' where no assessment came, `relief` where it came without a total (Response_H7). */
export function payableOf(dutiesAndTaxes: unknown): string {
  if (dutiesAndTaxes === null || dutiesAndTaxes === undefined) return '';
  return euro(valueAt(dutiesAndTaxes, '/generalTaxation/totalPayableTaxAmount')) || 'relief';
}

/** The assessment as a table, with its totals below. Read without trust: it is kept as the authority wrote it. */
export function dutiesLines(dutiesAndTaxes: unknown, { paint, width }: Terminal): string[] {
  const list = valueAt(dutiesAndTaxes, '/itemsTaxation');
  const entries: unknown[] = Array.isArray(list) ? list : [];
  const rows = entries.map((entry) => [
    text(valueAt(entry, '/itemNumber')),
    proceduresOf(entry),
    taxOf(valueAt(entry, '/taxType')),
    text(valueAt(entry, '/nationalTaxCode')),
    euro(valueAt(entry, '/taxBaseAmount')),
    rateOf(valueAt(entry, '/taxRate')),
    euro(valueAt(entry, '/payableTaxAmount')),
  ]);
  const lines = rows.length > 0 ? table(columns, rows, { paint, indent: '  ', width }) : [];
  return [...lines, `  ${totalsOf(dutiesAndTaxes, paint)}`];
}

function totalsOf(dutiesAndTaxes: unknown, paint: Terminal['paint']): string {
  const part = (name: string) => euro(valueAt(dutiesAndTaxes, `/generalTaxation/${name}`));
  const total = part('totalPayableTaxAmount');
  if (!total) return 'No total was given: relief from taxation.';
  return `Payable in all ${paint('bold', total)}: guaranteed ${part('guaranteedAmount')}, unguaranteed ${part('unguaranteedAmount')}`;
}

function proceduresOf(entry: unknown): string {
  const list = valueAt(entry, '/additionalProcedure');
  return (Array.isArray(list) ? list : []).map((one) => text(valueAt(one, '/additionalProcedureCode'))).join(' ');
}

function taxOf(code: unknown): string {
  const name = taxNames[text(code)];
  return name ? `${text(code)} ${name}` : text(code);
}

const rateOf = (rate: unknown) => (typeof rate === 'number' ? `${rate} %` : '');
const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
