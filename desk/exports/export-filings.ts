import { createHash } from 'node:crypto';
import type { Books, BooksFilter } from '../../functions/books/books.ts';
import { filingId } from '../../functions/ledger/items.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { fullFilings } from '../filings/full-filings.ts';
import type { ExportText } from './formats.ts';

/** The place to which an export is written, in order. */
export interface ExportSink {
  write(text: string): Promise<void>;
}

/** An export that ended. */
export interface Exported {
  filings: number;
  /** It was stopped, or failed: the latest fact of the last filing that was written, where any was. */
  stoppedAt?: string | undefined;
  isWhole: boolean;
  /** The error that ended it before its end. */
  fault?: { error: unknown };
}

interface ExportPorts {
  books: Pick<Books, 'all'>;
  ledger: Pick<Ledger, 'records'>;
  now(): Date;
  /** Called before some filings are read, where it is kept who reads what they say. */
  reading?: ((keys: readonly FilingKey[]) => Promise<void>) | undefined;
}

/**
 * Writes all filings that match, newest fact first, each as it stands when it is read. What changes meanwhile moves to
 * the front of the list, where it was passed already: those that were not written yet come at the end.
 * @param signal stops it after the filing that is being written
 */
export async function exportFilings(
  filter: BooksFilter,
  text: ExportText,
  sink: ExportSink,
  { books, ledger, now, reading }: ExportPorts,
  { signal, onProgress }: { signal?: AbortSignal; onProgress?(filings: number): void } = {},
): Promise<Exported> {
  const begun = now().toISOString();
  const written = new Set<number>();
  /** Those that are being read, in their order. */
  const ahead: FilingSummary[] = [];
  async function* unwritten(): AsyncGenerator<FilingKey> {
    const isOpen = filter.until === undefined || filter.until > begun;
    const parts = [
      isOpen ? { ...filter, until: begun } : filter,
      ...(isOpen ? [{ ...filter, since: later(filter, begun) }] : []),
    ];
    for (const part of parts)
      for await (const summary of books.all(part)) {
        if (signal?.aborted) return;
        if (written.size === written.add(markOf(summary)).size) continue;
        ahead.push(summary);
        yield summary;
      }
  }
  /** The latest fact of a filing by which it was listed. */
  function listedAt(key: FilingKey): string | undefined {
    const place = ahead.findIndex((one) => filingId(one) === filingId(key));
    return ahead.splice(0, place + 1).at(-1)?.at;
  }
  if (text.beginning !== '') await sink.write(text.beginning);
  let filings = 0;
  let stoppedAt: string | undefined;
  try {
    for await (const filing of fullFilings(ledger, announced(unwritten(), reading))) {
      await sink.write(text.of(filing));
      stoppedAt = listedAt(filing.key);
      filings += 1;
      onProgress?.(filings);
    }
  } catch (error) {
    if (filings === 0) throw error;
    return { filings, isWhole: false, stoppedAt, fault: { error } };
  }
  const isWhole = !signal?.aborted;
  return { filings, isWhole, ...(!isWhole && { stoppedAt }) };
}

/** The most filings that are announced together. */
const TOGETHER = 100;

/** Passes filings on once it is announced that they are read. */
async function* announced(keys: AsyncGenerator<FilingKey>, reading: ExportPorts['reading']): AsyncGenerator<FilingKey> {
  if (!reading) return yield* keys;
  let some: FilingKey[] = [];
  for await (const key of keys) {
    some.push(key);
    if (some.length < TOGETHER) continue;
    await reading(some);
    yield* some;
    some = [];
  }
  await reading(some);
  yield* some;
}

const later = ({ since = '' }: BooksFilter, begun: string) => (since > begun ? since : begun);

/** A filing as a number of 48 bits: a million texts would take more memory than all else. */
function markOf(key: FilingKey): number {
  return createHash('sha256').update(filingId(key)).digest().readUIntBE(0, 6);
}
