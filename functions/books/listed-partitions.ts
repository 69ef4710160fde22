import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import type { BooksTable } from './books-table.ts';
import type { Draft } from './draft.ts';
import { listedBy } from './standing-keys.ts';

const { partitionKey, sortKey } = ledgerTable;
/** The most times that the names are written before it is given up. */
const MOST_TRIES = 20;

/** The item with the names of the partitions of the index in which a lane ever had filings: they are few. */
function keyOf(authority: AuthorityName): Item {
  return { [partitionKey]: `standings/${authority}`, [sortKey]: 'all' };
}

/** The partitions of the index in which these lanes may have filings. */
export async function listedPartitions(
  authorities: readonly AuthorityName[],
  table: Pick<BooksTable, 'getAll'>,
): Promise<string[]> {
  return (await table.getAll(authorities.map(keyOf))).flatMap(namesOf);
}

/** Names the partitions of these filings, where they are not named yet. */
export async function listPartitions(
  drafts: readonly Pick<Draft, 'key' | 'summary'>[],
  table: Pick<BooksTable, 'getAll' | 'putNext'>,
): Promise<void> {
  const wanted = new Map<AuthorityName, Set<string>>();
  for (const { key, summary } of drafts) {
    const names = wanted.get(key.authority) ?? new Set();
    wanted.set(key.authority, names.add(listedBy(summary).partition));
  }
  for (const [authority, names] of wanted) await addNames(authority, [...names], table);
}

async function addNames(
  authority: AuthorityName,
  names: readonly string[],
  table: Pick<BooksTable, 'getAll' | 'putNext'>,
): Promise<void> {
  const key = keyOf(authority);
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const [there] = await table.getAll([key]);
    const known = there ? namesOf(there) : [];
    const all = [...new Set([...known, ...names])].toSorted();
    if (all.length === known.length) return;
    if (await table.putNext({ ...key, names: all, version: Number(there?.['version'] ?? 0) + 1 })) return;
  }
  throw new Error(`The partitions of ${authority} are named by others at every try`);
}

function namesOf(item: Item): string[] {
  return item['names'] as string[];
}
