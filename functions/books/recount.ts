import { type AuthorityName, isAuthority } from '../../schemas/catalogue.ts';
import { filingId, filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import { newToken, tokenTime } from './batch-token.ts';
import { countsKey, countsPartition } from './contribution.ts';
import { type Draft, talliesOf, toBeCounted } from './draft.ts';
import { itemsIn } from './items-in.ts';
import { isSame, type KeeperPorts, keepBooks, readDrafts } from './keeper.ts';
import { listPartitions } from './listed-partitions.ts';
import { expiryOf } from './tallies.ts';
import {
  added,
  type Cells,
  difference,
  emptyTally,
  sum,
  type Tally,
  type TallyKey,
  tallyItem,
  tallyName,
  tallyOf,
} from './tally-item.ts';

/** A count that is another than the filings make it. */
export interface CountDifference {
  /** The item that holds it: the lane, the day and the platform. */
  count: string;
  /** The cell, by the name that the item gives it. */
  cell: string;
  kept: number;
  found: number;
}

export interface Recounted {
  /** The number of filings that were read. */
  filings: number;
  /** The filings of which the books said otherwise than the ledger. */
  differing: FilingKey[];
  counts: CountDifference[];
  /** The counts that were written meanwhile: what is said of them may be out of date. */
  busy: string[];
}

/** A count as the filings make it. */
interface FoundCount {
  key: TallyKey;
  cells: Cells;
  /** The time of the latest run of the keeper that is in it: this and all before need not be added any more. */
  latestRun: string;
}

/** The filings that are read together. */
const AT_ONCE = 200;
/** The name of a recount among the runs of a count: earlier than all, since this machine's clock may be ahead of theirs. */
const OWN_RUN = newToken(new Date(0));

/**
 * Reads every filing, and compares the books with what they should say.
 * @param isWritten whether what differs is put right; counts that are being written are left alone
 */
export async function compareBooks(
  authorities: readonly AuthorityName[],
  ports: KeeperPorts,
  isWritten: boolean,
  onProgress: (filings: number) => void = () => {},
): Promise<Recounted> {
  const first = await comparedOnce(authorities, ports, isWritten, onProgress);
  if (!isWritten || first.differing.length === 0) return first;
  // Filings that were put right changed their counts, which were left alone as being written.
  const { counts, busy } = await comparedOnce(authorities, ports, isWritten, onProgress);
  return { ...first, counts: [...first.counts, ...counts], busy };
}

async function comparedOnce(
  authorities: readonly AuthorityName[],
  ports: KeeperPorts,
  isWritten: boolean,
  onProgress: (filings: number) => void,
): Promise<Recounted> {
  const found = new Map<string, FoundCount>();
  const before = await talliesKept(authorities, ports);
  const result: Recounted = { filings: 0, differing: [], counts: [], busy: [] };
  for await (const keys of filingsIn(authorities, ports)) {
    const drafts = await readDrafts(keys, ports);
    const differing = drafts.filter((draft) => !isSame(draft)).map(({ key }) => key);
    if (isWritten) {
      await listPartitions(drafts, ports.table);
      if (differing.length > 0) await keepBooks(differing, ports);
    }
    result.differing.push(...differing);
    for (const draft of drafts) addDraft(draft, found);
    result.filings += keys.length;
    onProgress(result.filings);
  }
  const after = await talliesKept(authorities, ports);
  for (const name of new Set([...found.keys(), ...after.keys()])) {
    const key = found.get(name)?.key ?? (after.get(name) as Tally);
    const kept = after.get(name);
    const wanted = found.get(name)?.cells ?? {};
    const change = difference(kept?.cells ?? {}, wanted);
    if (Object.keys(change).length === 0) continue;
    // Runs that were added to it since may not be in what was read of the filings.
    const isBusy = kept?.version !== before.get(name)?.version;
    if (isBusy) result.busy.push(name);
    if (isBusy && isWritten) continue;
    const cells = Object.keys(change);
    result.counts.push(
      ...cells.map((cell) => ({ count: name, cell, kept: kept?.cells[cell] ?? 0, found: wanted[cell] ?? 0 })),
    );
    if (!isWritten) continue;
    const tally = kept ?? emptyTally(key);
    const forgotten = [tally.forgotten, found.get(name)?.latestRun ?? ''].sort().at(-1) as string;
    const item = tallyItem(added({ ...tally, forgotten }, change, OWN_RUN), expiryOf(key, ports.retentionDays));
    if (!(await ports.table.putNext(item))) result.busy.push(name);
  }
  return result;
}

function addDraft(draft: Draft, found: Map<string, FoundCount>): void {
  const { was } = toBeCounted(draft);
  const now = was && tallyName(countsKey(draft.key.authority, was));
  const latestRun = tokenTime(draft.before?.owes.at(-1)?.token ?? '');
  for (const key of talliesOf(draft)) {
    if (key.partition !== countsPartition(draft.key.authority)) continue;
    const name = tallyName(key);
    const known = found.get(name) ?? { key, cells: {}, latestRun: '' };
    const cells = name === now ? sum(known.cells, was?.cells ?? {}) : known.cells;
    found.set(name, { key, cells, latestRun: latestRun > known.latestRun ? latestRun : known.latestRun });
  }
}

/** The counts that there are, by their names. */
async function talliesKept(authorities: readonly AuthorityName[], { table }: KeeperPorts): Promise<Map<string, Tally>> {
  const found: Tally[] = [];
  for (const authority of authorities)
    for await (const item of itemsIn({ partition: countsPartition(authority) }, table)) found.push(tallyOf(item));
  return new Map(found.map((tally) => [tallyName(tally), tally]));
}

async function* filingsIn(authorities: readonly AuthorityName[], { table }: KeeperPorts): AsyncGenerator<FilingKey[]> {
  let some: FilingKey[] = [];
  for await (const id of table.partitions()) {
    const key = filingKeyOf(id);
    if (!isAuthority(key.authority) || !authorities.includes(key.authority) || filingId(key) !== id) continue;
    some.push(key);
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
