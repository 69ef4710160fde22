import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import type { BooksTable } from './books-table.ts';
import type { Draft } from './draft.ts';
import { listedBy } from './standing-keys.ts';

const { partitionKey, sortKey } = ledgerTable;
const NAMES = 'standings/';
/** The most times that the names are written before it is given up. */
const MOST_TRIES = 20;

/** The item with the names of the partitions of the index in which a lane ever had filings: they are few. */
function keyOf(authority: AuthorityName): Item {
  return { [partitionKey]: `${NAMES}${authority}`, [sortKey]: 'all' };
}

/** The lists that a lane has. */
export interface LaneLists {
  authority: AuthorityName;
  /** The partitions of the index in which it may have filings. */
  partitions: readonly string[];
}

/** The lists of these lanes, of those that ever had filings. */
export async function listsOf(
  authorities: readonly AuthorityName[],
  table: Pick<BooksTable, 'getAll'>,
): Promise<LaneLists[]> {
  return (await table.getAll(authorities.map(keyOf))).map((item) => ({
    authority: String(item[partitionKey]).slice(NAMES.length) as AuthorityName,
    partitions: namesOf(item),
  }));
}

/** The partitions of the index in which these lanes may have filings. */
export async function listedPartitions(
  authorities: readonly AuthorityName[],
  table: Pick<BooksTable, 'getAll'>,
): Promise<string[]> {
  return (await listsOf(authorities, table)).flatMap(({ partitions }) => partitions);
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
