import type { Section, SectionTable } from '../../schemas/view.ts';
import { type Column, table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { withMoments } from './times.ts';

/** A section of a shown filing; nothing where it is empty. */
export function sectionLines(
  { title, facts = [], table: rows, closing = [] }: Section,
  terminal: Pick<Terminal, 'paint' | 'width'>,
): string[] {
  const { paint } = terminal;
  const last = closing.map((part) => (typeof part === 'string' ? part : paint('bold', part.strong)));
  const lines = [
    ...factLines(
      facts.map(([name, value]) => [name, printable(withMoments(value))]),
      terminal.width,
    ),
    ...(rows ? tableLines(rows, terminal) : []),
    ...(last.length > 0 ? [`  ${last.join('')}`] : []),
  ];
  return titled(title, lines, paint);
}

function tableLines(
  { columns, numbers, rows, most }: SectionTable,
  terminal: Pick<Terminal, 'paint' | 'width'>,
): string[] {
  const own = columns.map((title): Column => ({ title, ...(numbers.includes(title) && { align: 'right' }) }));
  const shown = rows.slice(0, most?.rows);
  const more = rows.length - shown.length;
  return [
    ...(shown.length > 0 ? table(own, shown, { ...terminal, indent: '  ' }) : []),
    ...(more > 0 ? [`  … and ${more} more ${most?.of} (--json has all)`] : []),
  ];
}

/** The column in which values begin. */
const VALUES_AT = 21;

/** Names with their values, one a line, or as many as a value takes; one without a value is left out. */
export function factLines(facts: readonly (readonly [name: string, value: string | null])[], width?: number): string[] {
  return facts.flatMap(([name, value]) => {
    const begin = `  ${name}`.padEnd(VALUES_AT);
    return value ? wrapped(`${begin}${value}`, width, VALUES_AT) : [];
  });
}

/** Lines below a title; nothing where there are none. */
export function titled(title: string, lines: readonly string[], paint: Terminal['paint']): string[] {
  return lines.length > 0 ? ['', paint('bold', title), ...lines] : [];
}
