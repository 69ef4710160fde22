import type { Filing } from '../../schemas/filing.ts';
import { latestOf } from '../filings/newest-first.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { payableOf } from './duties.ts';
import { ageOf } from './times.ts';
import { firstError, stateOf, stateStyle, statusStyle, textIn } from './words.ts';

const figures: readonly Column[] = [
  { title: 'PAYABLE', align: 'right' },
  { title: 'AGE', align: 'right' },
  { title: 'FIRST ERROR' },
];
const wide: readonly Column[] = [
  ...['REFERENCE', 'CUSTOMS REFERENCE', 'MRN', 'STATUS', 'STATE'].map((title) => ({ title })),
  ...figures,
];
/** Where a terminal has no room for all: the MRN instead of the customs reference, the state instead of the status. */
const narrow: readonly Column[] = [
  ...['REFERENCE', 'MRN OR CUSTOMS REF', 'STATUS OR STATE'].map((title) => ({ title })),
  ...figures,
];
const ROOM_FOR_WIDE = 130;

/** Filings one a line. Age is counted from the latest message of each. */
export function listLines(filings: readonly Filing[], now: Date, { paint, width }: Terminal): string[] {
  const isWide = width === undefined || width >= ROOM_FOR_WIDE;
  const rows = filings.map((filing): Cell[] => {
    const { reference, authorityReference, details, status, state, errors } = filing;
    const statusCell: Cell = { text: status, style: statusStyle(status) };
    const stateCell = (text: string): Cell => (state ? { text, style: stateStyle(state) } : '');
    return [
      reference,
      ...(isWide
        ? [authorityReference ?? '', textIn(details, 'mrn') ?? '', statusCell, stateCell(stateOf(filing))]
        : [textIn(details, 'mrn') ?? authorityReference ?? '', state ? stateCell(state) : statusCell]),
      payableOf(details['dutiesAndTaxes']),
      ageOf(latestOf(filing), now),
      firstError(errors),
    ];
  });
  return table(isWide ? wide : narrow, rows, { paint, width });
}
