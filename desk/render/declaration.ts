import { valueAt } from '../../schemas/fault.ts';
import { type Column, table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';

const columns: readonly Column[] = [
  { title: 'ITEM', align: 'right' },
  { title: 'HS CODE' },
  { title: 'VALUE', align: 'right' },
  { title: 'PROCEDURE' },
  { title: 'GOODS' },
];

/** Beyond so many items, the others are counted: all of them are in the JSON. */
const MOST_ITEMS = 20;

/** A declaration as it stands. Read without trust: it is as it was submitted, or as the authority wrote it. */
export function declarationLines(declaration: unknown, { paint, width }: Terminal): string[] {
  const at = (pointer: string) => text(valueAt(declaration, pointer));
  const facts: [string, string][] = [
    ['Type', joined([at('/genericInformation/declarationType'), at('/genericInformation/additionalDeclarationType')])],
    ['Expected', at('/genericInformation/provisionalValidationDateTime')],
    ['Agreement', at('/clearanceAgreement/clearanceAgreementNumber')],
    [
      'Offices',
      joined(
        [at('/declarationOffice/declarationOfficeReference'), at('/presentationOffice/presentationOfficeReference')],
        ', presented at ',
      ),
    ],
    ['Importer', joined([at('/importer/importerId'), at('/importer/importerName')])],
    ['Declarant', joined([at('/declarant/declarantId'), at('/declarant/declarantName')])],
    ['Fiscal references', fiscalReferences(declaration)],
  ];
  const items = listAt(declaration, '/items');
  const rows = items.slice(0, MOST_ITEMS).map((item) => [
    text(valueAt(item, '/itemNumber')),
    text(valueAt(item, '/commodityCode')),
    valueText(item),
    listAt(item, '/additionalProcedure')
      .map((one) => text(valueAt(one, '/additionalProcedureCode')))
      .join(' '),
    text(valueAt(item, '/goodsDescription')),
  ]);
  return [
    ...facts.flatMap(([name, value]) => (value ? [`  ${name.padEnd(19)}${value}`] : [])),
    ...(rows.length > 0 ? table(columns, rows, { paint, indent: '  ', width }) : []),
    ...(items.length > MOST_ITEMS ? [`  … and ${items.length - MOST_ITEMS} more items (--json has all)`] : []),
  ];
}

function fiscalReferences(declaration: unknown): string {
  return listAt(declaration, '/additionalFiscalReferences')
    .map((one) =>
      joined([
        text(valueAt(one, '/additionalFiscalReferenceRole')),
        text(valueAt(one, '/additionalFiscalReferenceId')),
      ]),
    )
    .join(', ');
}

function valueText(item: unknown): string {
  const amount = valueAt(item, '/intrinsicValue/intrinsicValueAmount');
  const shown = typeof amount === 'number' && !Number.isInteger(amount) ? amount.toFixed(2) : text(amount);
  return joined([shown, text(valueAt(item, '/intrinsicValue/intrinsicValueCurrency'))]);
}

function listAt(root: unknown, pointer: string): readonly unknown[] {
  const list = valueAt(root, pointer);
  return Array.isArray(list) ? list : [];
}

const joined = (parts: readonly string[], by = ' ') => parts.filter(Boolean).join(by);
const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? printable(String(value)) : '';
