import type { Books } from '../../functions/books/books.ts';
import { type ReadFiling, readFiling } from '../../functions/ledger/filing.ts';
import { keysUnder } from '../../functions/ledger/keys-under.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../functions/ledger/records.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { latestOf } from './latest-of.ts';

/** The most filings that are read under one reference. */
const MOST_READ = 100;

/**
 * The filings known under a reference, latest first: by the operator's own reference at every authority and for every
 * kind of filing; where none is, by the one that the authority gave; and where none is there either, by any other that
 * the books find: a further reference of the authority's, a transport document, or the id of a message.
 */
export async function filingsUnder(
  ledger: Ledger,
  authorities: readonly AuthorityName[],
  reference: string,
  books?: () => Promise<Pick<Books, 'find'>>,
): Promise<ReadFiling[]> {
  const keys = keysUnder(authorities, reference);
  const filings = await readAll(ledger, keys);
  if (filings.some(({ filing }) => !filing.orphan)) return filings;
  const found = await Promise.all(
    keys.map(({ authority, kind }) => ledger.findByAuthorityReference(authority, kind, reference)),
  );
  const owning = found.filter((key) => key !== undefined);
  const owners = await readAll(ledger, owning);
  // An orphan that was adopted is told by the filing that adopted it.
  if (owners.length > 0 || filings.length > 0 || !books) return owners.length > 0 ? owners : filings;
  // A transport document may be that of thousands.
  return readAll(ledger, (await (await books()).find(authorities, reference)).slice(0, MOST_READ));
}

/** True for a filing of this kind, and for each where none is named. */
export const isOfKind =
  (kind: string | undefined) =>
  ({ key }: ReadFiling): boolean =>
    kind === undefined || key.kind === kind;

async function readAll(ledger: Ledger, keys: readonly FilingKey[]): Promise<ReadFiling[]> {
  const read = await Promise.all(
    keys.map(async (key) => {
      const records = await ledger.records(key);
      return records.length > 0 ? [readFiling(key, records)] : [];
    }),
  );
  return read.flat().sort((a, b) => (latestOf(a.filing) < latestOf(b.filing) ? 1 : -1));
}
