import type { UnreadableRecord } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { type Cell, type Column, table } from '../terminal/table.ts';
import { printable, type Terminal } from '../terminal/terminal.ts';
import { wrapped } from '../terminal/wrapped.ts';
import { momentOf } from './times.ts';

/** A text that belongs to no filing, as it is listed. */
export interface UnreadableText extends Omit<UnreadableRecord, 'type' | 'at' | 'isDeadLetter'> {
  authority: AuthorityName;
  /** The time at which it was put on the outbox, or called back with; ISO 8601 in UTC. */
  received: string;
  /** The first of its faults, in one line. */
  fault: string;
  /** The place where it lies, for people. */
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
export function unreadableLines(texts: readonly UnreadableText[], { paint, width }: Terminal): string[] {
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
