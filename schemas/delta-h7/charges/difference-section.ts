import { listAt, textAt, valueAt } from '../../fault.ts';
import type { Section } from '../../view.ts';
import { centsOf, euroText } from './cents.ts';

/** The names of the taxes that are told apart, for people. */
const names: Readonly<Record<string, string>> = {
  vat: 'VAT',
  duty: 'customs duty',
  other: 'other charges',
  all: 'all charges',
};

/** The most differences that are shown. */
const MOST = 20;

/** The differences between an assessment and our estimate as a table; undefined where there are none. */
export function differenceSection(chargesDifference: unknown): Section | undefined {
  const rows = listAt(chargesDifference, '/differences').map((one) => [
    textAt(one, '/item') ?? '',
    names[textAt(one, '/tax') ?? ''] ?? '',
    euroAt(one, '/estimated'),
    euroAt(one, '/assessed'),
  ]);
  if (rows.length === 0) return undefined;
  return {
    title: 'Assessed otherwise than estimated',
    table: {
      columns: ['ITEM', 'CHARGE', 'ESTIMATED', 'ASSESSED'],
      numbers: ['ITEM', 'ESTIMATED', 'ASSESSED'],
      rows,
      most: { rows: MOST, of: 'differences' },
    },
    closing: ['By the law of ', { strong: textAt(chargesDifference, '/on') ?? '' }, MAY_BE_WRONG],
  };
}

const MAY_BE_WRONG = ': an estimate of ours, which may be wrong (docs/charges.md).';

function euroAt(root: unknown, pointer: string): string {
  const cents = centsOf(valueAt(root, pointer));
  return cents === undefined ? '' : `${euroText(cents)} EUR`;
}
