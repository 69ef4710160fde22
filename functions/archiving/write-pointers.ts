import pMap from 'p-map';
import { keptUntil } from '../../schemas/retention.ts';
import type { ArchivedFiling, ByteSpan } from '../archive/packed.ts';
import { foundItem, foundPartition } from '../books/found.ts';
import { pointerItem } from '../ledger/archived.ts';
import { filingId } from '../ledger/items.ts';
import type { ArchivedFacts } from './archived-facts.ts';
import type { ArchiverPorts } from './ports.ts';

/** The most filings whose items are written or read at the same time. */
export const FILINGS_AT_ONCE = 32;

/** A filing that lies in an object. */
interface LyingFiling extends Pick<ArchivedFiling, 'key' | 'archived'> {
  facts: ArchivedFacts;
  /** The time until which the table has all its records, in seconds since the epoch; 0 where that is not known. */
  tableUntil: number;
}

/** An object that was written and read back. */
interface VerifiedObject {
  object: string;
  spanOf(id: string): ByteSpan;
  keptUntil: Date;
}

/**
 * Writes the pointers to filings in an object, and what finds them. Only now do they count as archived: the pointer of a
 * filing comes last.
 */
export async function writePointers(
  { object, spanOf, keptUntil }: VerifiedObject,
  filings: readonly LyingFiling[],
  { books }: Pick<ArchiverPorts, 'books'>,
): Promise<void> {
  const expiresAt = Math.floor(keptUntil.getTime() / 1000);
  const write = async ({ key, archived: at, facts, tableUntil }: LyingFiling) => {
    const id = filingId(key);
    for (const value of facts.references) await books.put(foundItem(foundPartition(value), [id], expiresAt));
    const pointer = { object, ...spanOf(id), at, tableUntil, expiresAt };
    await books.putNewer(pointerItem(key, pointer, facts.authorityReference));
  };
  await pMap(filings, write, { concurrency: FILINGS_AT_ONCE });
}

/** The instant until which an object of an hour is kept. */
export function objectKeptUntil(begin: Date, retentionClass: string, { years }: Pick<ArchiverPorts, 'years'>): Date {
  const found = years[retentionClass];
  if (found === undefined) throw new TypeError(`The configuration names no years for the class ${retentionClass}`);
  return keptUntil(begin, found);
}
