import type { FilingGroup, GroupField } from '../filings/groups.ts';
import { type Column, table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { momentOf } from './times.ts';

/** Groups one a line, and below each how its example looks where the line has no room for that. */
export function groupLines(
  groups: readonly FilingGroup[],
  fields: readonly GroupField[],
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): string[] {
  const columns: Column[] = [
    ...fields.map((field) => ({ title: field.toUpperCase() })),
    { title: 'COUNT', align: 'right' },
    ...['FIRST', 'LAST', 'EXAMPLE'].map((title) => ({ title })),
  ];
  const isWide = width === undefined || width >= 120;
  const moment = (at: string) => (isWide ? momentOf(at) : momentOf(at).slice(0, 'YYYY-MM-DD HH:MM'.length));
  const rows = groups.map(({ values, count, first, last, example }) => [
    ...fields.map((field) => printable(values[field] ?? '–')),
    ...[String(count), moment(first), moment(last), printable(example.reference)],
  ]);
  return table(columns, rows, { paint, width });
}
