import pMap from 'p-map';
import { keptUntil } from '../../schemas/retention.ts';
import { valueName } from '../archive/archive-index.ts';
import type { ArchivedFiling, ByteSpan } from '../archive/packed.ts';
import { authorityReferenceKey, filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
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
 * Writes the names and the pointers of filings in an object. Only now do they count as archived: the pointer of a filing
 * comes last.
 */
export async function writePointers(
  { object, spanOf, keptUntil }: VerifiedObject,
  filings: readonly LyingFiling[],
  { index }: Pick<ArchiverPorts, 'index'>,
): Promise<void> {
  const expiresAt = Math.floor(keptUntil.getTime() / 1000);
  const write = async ({ key, archived: at, facts, tableUntil }: LyingFiling) => {
    for (const name of namesOf(key, facts)) await index.name(name, key, expiresAt);
    await index.point(key, { object, ...spanOf(filingId(key)), at, tableUntil, expiresAt });
  };
  await pMap(filings, write, { concurrency: FILINGS_AT_ONCE });
}

/** The names by which a filing is found beside its own reference. */
function namesOf({ authority, kind }: FilingKey, { authorityReference, references }: ArchivedFacts): string[] {
  const given = authorityReference === undefined ? [] : [authorityReferenceKey(authority, kind, authorityReference)];
  return [...given, ...references.map(valueName)];
}

/** The instant until which an object of an hour is kept. */
export function objectKeptUntil(begin: Date, retentionClass: string, { years }: Pick<ArchiverPorts, 'years'>): Date {
  const found = years[retentionClass];
  if (found === undefined) throw new TypeError(`The configuration names no years for the class ${retentionClass}`);
  return keptUntil(begin, found);
}
