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

/** Tells more of filings that were found. */
type Telling = (keys: readonly FilingKey[]) => Promise<readonly FoundFiling[]>;

/** The filings under a reference of any kind, each once. */
export async function findFilings(
  authorities: readonly AuthorityName[],
  reference: string,
  searched: Searched,
): Promise<FilingKey[]> {
  const found = await foundBy(authorities, reference, searched, async (keys) => keys.map((key) => ({ key })));
  return found.map(({ key }) => key);
}

/** The same with their summaries: those of one way of searching are read while the others still search. */
export function searchFilings(
  authorities: readonly AuthorityName[],
  reference: string,
  searched: Searched,
): Promise<FoundFiling[]> {
  return foundBy(authorities, reference, searched, (keys) => withSummaries(keys, searched.table));
}

async function foundBy(
  authorities: readonly AuthorityName[],
  reference: string,
  { table, ledger, archive }: Searched,
  tell: Telling,
): Promise<FoundFiling[]> {
  const own = keysUnder(authorities, reference);
  const given = async ({ authority, kind }: Pick<FilingKey, 'authority' | 'kind'>) =>
    (await ledger.findByAuthorityReference(authority, kind, reference)) ?? [];
  const told = async (keys: Promise<FilingKey | FilingKey[]>) => tell([await keys].flat());
  const found = await Promise.all([
    summarized(own, table),
    ...authorities.flatMap(massKinds).map((kind) => told(given(kind))),
    told(filingsHaving(authorities, reference, table, archive)),
  ]);
  if (found.flat().length > 0) return eachOnce(found.flat());
  // The books are some seconds behind the ledger.
  const unlisted = await Promise.all([told(withRecords(own, ledger)), ...own.map((key) => told(given(key)))]);
  return unlisted.flat().length > 0
    ? eachOnce(unlisted.flat())
    : told(findByMessageId(authorities, reference, table, ledger)).then(eachOnce);
}

function eachOnce(found: readonly FoundFiling[]): FoundFiling[] {
  return [...new Map(found.map((one) => [filingId(one.key), one])).values()];
}

/** These filings with the summaries that the books have. */
async function withSummaries(keys: readonly FilingKey[], table: Pick<BooksTable, 'getAll'>): Promise<FoundFiling[]> {
  if (keys.length === 0) return [];
  const there = new Map((await summarized(distinctFilings(keys), table)).map((one) => [filingId(one.key), one]));
  return keys.map((key) => there.get(filingId(key)) ?? { key });
}

/** The kinds of filings whose references, which the authority gave, the index alone finds. */
function massKinds(authority: AuthorityName): Pick<FilingKey, 'authority' | 'kind'>[] {
  const giving = inboundMessages(authority).flatMap(({ givesReference, message }) => (givesReference ? [message] : []));
  const given = outboundMessages(authority).flatMap(({ answeredBy, filing }) =>
    kindOf(authority, filing).isMass && answeredBy.some((message) => giving.includes(message)) ? [filing] : [],
  );
  return [...new Set(given)].map((kind) => ({ authority, kind }));
}

/** Those of which the books have a summary; an orphan that another filing took over is found by that one. */
async function summarized(keys: readonly FilingKey[], table: Pick<BooksTable, 'getAll'>): Promise<FoundFiling[]> {
  return summariesIn(await table.getAll(keys.map(summaryKey))).map((summary) => {
    const { authority, kind, reference } = summary;
    return { key: { authority, kind, reference }, summary };
  });
}

/** Those with records: of one that was just filed there is no summary yet. */
async function withRecords(keys: readonly FilingKey[], ledger: Pick<Ledger, 'records'>): Promise<FilingKey[]> {
  const read = await pMap(keys, async (key) => ((await ledger.records(key)).length > 0 ? [key] : []));
  return read.flat();
}
