import type { UnreadableRecord } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { type Cell, type Column, table } from '../table.ts';
import type { Terminal } from '../terminal.ts';
import { momentOf } from './times.ts';

/** A text that belongs to no filing, as it is listed. */
export interface UnreadableText extends Omit<UnreadableRecord, 'type' | 'at' | 'isDeadLetter'> {
  authority: AuthorityName;
  /** When it was put on the outbox, or called back with; ISO 8601 in UTC. */
  received: string;
  /** The first of its faults, in one line. */
  fault: string;
  /** Where it lies, for people. */
  where: string;
}

const columns: readonly Column[] = [
  { title: 'RECEIVED' },
  { title: 'FROM' },
  { title: 'PLATFORM' },
  { title: 'BYTES', align: 'right' },
  { title: 'BEGINS WITH' },
  { title: 'WHAT IS WRONG' },
];
/** As much of a text is shown: enough to know it again. */
const BEGINNING = 40;

/** Unreadable texts one a line; whole texts are for `--json`. */
export function unreadableLines(texts: readonly UnreadableText[], { paint, width }: Terminal): string[] {
  const rows = texts.map(({ received, from, authority, platform, bytes, body, fault, route }): Cell[] => [
    momentOf(received),
    `${from} ${route ?? authority}`,
    platform ?? '',
    String(bytes),
    body.slice(0, BEGINNING),
    { text: fault, style: 'red' },
  ]);
  return table(columns, rows, { paint, width });
}
