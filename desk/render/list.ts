import type { Filing } from '../../schemas/filing.ts';
import { type Cell, type Column, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { payableOf } from './duties.ts';
import { ageOf } from './times.ts';
import { firstError, stateOf, stateStyle, statusStyle } from './words.ts';

const columns: readonly Column[] = [
  { title: 'REFERENCE' },
  { title: 'CUSTOMS REFERENCE' },
  { title: 'MRN' },
  { title: 'STATUS' },
  { title: 'STATE' },
  { title: 'PAYABLE', align: 'right' },
  { title: 'AGE', align: 'right' },
  { title: 'FIRST ERROR' },
];

/** Filings one a line. Age is counted from the latest message of each. */
export function listLines(filings: readonly Filing[], now: Date, { paint, width }: Terminal): string[] {
  const rows = filings.map((filing): Cell[] => [
    filing.reference,
    filing.customsDeclarationReference ?? '',
    filing.mrn ?? '',
    { text: filing.status, style: statusStyle(filing.status) },
    filing.state ? { text: stateOf(filing), style: stateStyle(filing.state) } : '',
    payableOf(filing.dutiesAndTaxes),
    ageOf(latestOf(filing), now),
    firstError(filing.errors),
  ]);
  return table(columns, rows, { paint, width });
}

/** When the latest message of a filing was sent or received. */
export function latestOf({ history }: Filing): string {
  return history.at(-1)?.at ?? '';
}
