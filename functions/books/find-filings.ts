import pMap from 'p-map';
import { type AuthorityName, inboundMessages, kindOf, outboundMessages } from '../../schemas/catalogue.ts';
import type { ArchiveReader } from '../ledger/archived.ts';
import { distinctFilings } from '../ledger/distinct-filings.ts';
import { filingId } from '../ledger/items.ts';
import { keysUnder } from '../ledger/keys-under.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { FoundFiling } from './books.ts';
import type { BooksTable } from './books-table.ts';
import { filingsHaving } from './filings-having.ts';
import { findByMessageId } from './find-by-message-id.ts';
import { summariesIn, summaryKey } from './summary-item.ts';

/** The stores that a search reads. */
export interface Searched {
  table: Pick<BooksTable, 'page' | 'getAll'>;
  ledger: Pick<Ledger, 'findByAuthorityReference' | 'records'>;
  /** Where filings are found that the table has given up; nowhere where left out. */
  archive?: Pick<ArchiveReader, 'having'> | undefined;
}

/** The filings under a reference of any kind, each once. */
export async function findFilings(
  authorities: readonly AuthorityName[],
  reference: string,
  searched: Searched,
): Promise<FilingKey[]> {
  return (await searchFilings(authorities, reference, searched)).map(({ key }) => key);
}

/** The same with their summaries, which one call reads together with those under the operator's own reference. */
export async function searchFilings(
  authorities: readonly AuthorityName[],
  reference: string,
  { table, ledger, archive }: Searched,
): Promise<FoundFiling[]> {
  const own = keysUnder(authorities, reference);
  const given = async ({ authority, kind }: Pick<FilingKey, 'authority' | 'kind'>) =>
    (await ledger.findByAuthorityReference(authority, kind, reference)) ?? [];
  const named = await Promise.all([
    ...authorities.flatMap(massKinds).map(given),
    filingsHaving(authorities, reference, table, archive),
  ]);
  const found = await withSummaries(named.flat(), own.filter(isOfForm), table);
  if (found.length > 0) return found;
  // The books are some seconds behind the ledger.
  const unlisted = (await Promise.all([withRecords(own, ledger), ...own.map(given)])).flat();
  const last = unlisted.length > 0 ? unlisted : await findByMessageId(authorities, reference, table, ledger);
  return withSummaries(last, [], table);
}

/**
 * These filings, each once, with the summaries that the books have.
 * @param perhaps filings that there are only where the books have a summary of them; an orphan that another filing took
 *   over is found by that one
 */
async function withSummaries(
  keys: readonly FilingKey[],
  perhaps: readonly FilingKey[],
  table: Pick<BooksTable, 'getAll'>,
): Promise<FoundFiling[]> {
  const all = distinctFilings([...perhaps, ...keys]);
  if (all.length === 0) return [];
  const summaries = summariesIn(await table.getAll(all.map(summaryKey)));
  const known = new Map(summaries.map((summary) => [filingId(summary), summary]));
  const certain = new Set(keys.map(filingId));
  return all.flatMap((key) => {
    const summary = known.get(filingId(key));
    return summary ? { key, summary } : certain.has(filingId(key)) ? { key } : [];
  });
}

/** Each key costs a read: under a reference that no filing of its kind is meant to have, a search looks last. */
function isOfForm({ authority, kind, reference }: FilingKey): boolean {
  return kindOf(authority, kind).hasForm?.(reference) ?? true;
}

/** The kinds of filings whose references, which the authority gave, the index alone finds. */
function massKinds(authority: AuthorityName): Pick<FilingKey, 'authority' | 'kind'>[] {
  const giving = inboundMessages(authority).flatMap(({ givesReference, message }) => (givesReference ? [message] : []));
  const given = outboundMessages(authority).flatMap(({ answeredBy, filing }) =>
    kindOf(authority, filing).isMass && answeredBy.some((message) => giving.includes(message)) ? [filing] : [],
  );
  return [...new Set(given)].map((kind) => ({ authority, kind }));
}

/** Those with records: of one that was just filed there is no summary yet. */
async function withRecords(keys: readonly FilingKey[], ledger: Pick<Ledger, 'records'>): Promise<FilingKey[]> {
  const read = await pMap(keys, async (key) => ((await ledger.records(key)).length > 0 ? [key] : []));
  return read.flat();
}
