import { listAt, textAt, valueAt } from '../fault.ts';
import type { Section } from '../view.ts';
import { proceduresOf } from './duties-section.ts';

const columns = ['ITEM', 'HS CODE', 'VALUE', 'PROCEDURE', 'GOODS'];
const numbers = ['ITEM', 'VALUE'];

/** A declaration's heads and its goods. */
export function declarationSection(declaration: unknown): Section {
  const at = (pointer: string) => textAt(declaration, pointer) ?? '';
  const fiscal = listAt(declaration, '/additionalFiscalReferences').map((one) =>
    joined([textAt(one, '/additionalFiscalReferenceRole'), textAt(one, '/additionalFiscalReferenceId')]),
  );
  const rows = listAt(declaration, '/items').map((item) => [
    textAt(item, '/itemNumber') ?? '',
    textAt(item, '/commodityCode') ?? '',
    valueText(item),
    proceduresOf(item),
    textAt(item, '/goodsDescription') ?? '',
  ]);
  return {
    title: 'Declaration',
    facts: [
      [
        'Type',
        joined([at('/genericInformation/declarationType'), at('/genericInformation/additionalDeclarationType')]),
      ],
      ['Expected', shownTime(at('/genericInformation/provisionalValidationDateTime'))],
      ['Agreement', at('/clearanceAgreement/clearanceAgreementNumber')],
      ['Office', at('/declarationOffice/declarationOfficeReference')],
      ['Presented at', at('/presentationOffice/presentationOfficeReference')],
      ['Importer', joined([at('/importer/importerId'), at('/importer/importerName')])],
      ['Declarant', joined([at('/declarant/declarantId'), at('/declarant/declarantName')])],
      ['Fiscal references', fiscal.join(', ')],
    ],
    table: { columns, numbers, rows, most: { rows: 20, of: 'items' } },
  };
}

function valueText(item: unknown): string {
  const amount = valueAt(item, '/intrinsicValue/intrinsicValueAmount');
  const shown =
    typeof amount === 'number' && !Number.isInteger(amount)
      ? amount.toFixed(2)
      : textAt(item, '/intrinsicValue/intrinsicValueAmount');
  return joined([shown, textAt(item, '/intrinsicValue/intrinsicValueCurrency')]);
}

/** A time of the contract, `2026-11-24T05:30:00+01:00[Europe/Paris]`, as times are shown. */
const shownTime = (zoned: string) =>
  zoned.replace(/^(.{10})T(\d\d:\d\d:\d\d)(?:\.\d+)?([+-]\d\d:\d\d)\[.*\]$/, '$1 $2 $3');

const joined = (parts: readonly (string | undefined)[], by = ' ') => parts.filter(Boolean).join(by);
