import type { UnreadableText } from '../filings/unreadable-texts.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { momentOf } from './times.ts';

/** An unreadable text, with the place where it lies, for people. */
export interface ListedText extends Omit<UnreadableText, 'isDeadLetter'> {
  where: string;
}

const columns: readonly Column[] = [
  { title: 'RECEIVED' },
  { title: 'PLATFORM' },
  { title: 'BYTES', align: 'right' },
  { title: 'FROM' },
];
/** As much of a text is shown: enough to know it again. */
const BEGINNING = 40;

/** Unreadable texts one a line, each with how it begins and what is wrong below it; whole texts are for `--json`. */
export function unreadableLines(texts: readonly ListedText[], { paint, width }: Terminal): string[] {
  const rows = texts.map(({ received, from, authority, platform, bytes, route }): Cell[] => [
    momentOf(received),
    platform ?? '',
    String(bytes),
    `${from} ${route ?? authority}`,
  ]);
  const [titles = '', ...lines] = table(columns, rows, { paint, width });
  const below = texts.map(({ body, fault }) => [
    `  ${printable(body.slice(0, BEGINNING))}${body.length > BEGINNING ? '…' : ''}`,
    ...wrapped(`  ${printable(fault)}`, width, 4).map((line) => paint('red', line)),
  ]);
  return [titles, ...lines.flatMap((line, index) => [line, ...(below[index] ?? [])])];
}
