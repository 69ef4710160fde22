import pMap from 'p-map';
import { type AuthorityName, inboundMessages, kindOf, outboundMessages } from '../../schemas/catalogue.ts';
import { distinctFilings } from '../ledger/distinct-filings.ts';
import { filingKeyOf } from '../ledger/items.ts';
import { keysUnder } from '../ledger/keys-under.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { findByMessageId } from './find-by-message-id.ts';
import { foundPartition, idsOf, withoutType } from './found.ts';
import { itemsIn } from './items-in.ts';
import { keptSummaryOf, summaryKey } from './summary-item.ts';

/** The stores that a search reads. */
export interface Searched {
  table: Pick<BooksTable, 'page' | 'getAll'>;
  ledger: Pick<Ledger, 'findByAuthorityReference' | 'records'>;
}

/** The filings under a reference of any kind, each once. */
export async function findFilings(
  authorities: readonly AuthorityName[],
  reference: string,
  { table, ledger }: Searched,
): Promise<FilingKey[]> {
  const own = keysUnder(authorities, reference);
  const given = async ({ authority, kind }: Pick<FilingKey, 'authority' | 'kind'>) =>
    (await ledger.findByAuthorityReference(authority, kind, reference)) ?? [];
  const found = await Promise.all([
    withSummary(own, table),
    ...authorities.flatMap(massKinds).map(given),
    ...[...new Set([reference, withoutType(reference)])].map((value) => having(authorities, value, table)),
  ]);
  if (found.flat().length > 0) return distinctFilings(found.flat());
  // The books are some seconds behind the ledger.
  const unlisted = await Promise.all([withRecords(own, ledger), ...own.map(given)]);
  return unlisted.flat().length > 0
    ? distinctFilings(unlisted.flat())
    : findByMessageId(authorities, reference, table, ledger);
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
async function withSummary(keys: readonly FilingKey[], table: Pick<BooksTable, 'getAll'>): Promise<FilingKey[]> {
  const kept = (await table.getAll(keys.map(summaryKey))).map(keptSummaryOf);
  return kept.flatMap(({ summary: { authority, kind, reference }, isAdopted }) =>
    isAdopted ? [] : [{ authority, kind, reference }],
  );
}

/** Those with records: of one that was just filed there is no summary yet. */
async function withRecords(keys: readonly FilingKey[], ledger: Pick<Ledger, 'records'>): Promise<FilingKey[]> {
  const read = await pMap(keys, async (key) => ((await ledger.records(key)).length > 0 ? [key] : []));
  return read.flat();
}

/** The filings that have a value beside these references. */
async function having(
  authorities: readonly AuthorityName[],
  value: string,
  table: Pick<BooksTable, 'page'>,
): Promise<FilingKey[]> {
  const ids: string[] = [];
  for await (const item of itemsIn({ partition: foundPartition(value) }, table)) ids.push(...idsOf(item));
  return ids.map(filingKeyOf).filter(({ authority }) => authorities.includes(authority));
}
