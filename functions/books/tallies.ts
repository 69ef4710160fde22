import pMap from 'p-map';
import type { BooksTable } from './books-table.ts';
import { type Draft, owedTo, talliedIn, talliesOf } from './draft.ts';
import {
  added,
  type Cells,
  emptyTally,
  hasRun,
  type Tally,
  type TallyKey,
  tallyItem,
  tallyItemKey,
  tallyName,
  tallyOf,
} from './tally-item.ts';

/** The counts that a run reads and writes, as they were last read. */
export interface Tallies {
  load(keys: readonly TallyKey[]): Promise<void>;
  /** A tally that was loaded; an empty one where none is there. */
  at(key: TallyKey): Tally;
  table: BooksTable;
}

/** The most times that a tally is written before it is given up for this run. */
const MOST_TRIES = 20;
/** A tally is complete some time after its day: it expires that much later than what it counts. */
const SPARE_DAYS = 2;
const AT_ONCE = 8;

export function tallies(table: BooksTable): Tallies {
  const known = new Map<string, Tally>();
  return {
    table,
    async load(keys) {
      const wanted = [...new Map(keys.map((key) => [tallyName(key), key])).values()];
      for (const key of wanted) known.set(tallyName(key), emptyTally(key));
      for (const tally of (await table.getAll(wanted.map(tallyItemKey))).map(tallyOf))
        known.set(tallyName(tally), tally);
    },
    at: (key) => known.get(tallyName(key)) ?? emptyTally(key),
  };
}

/** Adds a run to every count that it changes, once. */
export async function addToTallies(
  drafts: readonly Draft[],
  token: string,
  counts: Tallies,
  retentionDays: number,
): Promise<void> {
  const concerned = new Map<string, { key: TallyKey; drafts: Draft[]; isMarked: boolean }>();
  for (const draft of drafts) {
    const own = talliedIn(draft);
    for (const key of talliesOf(draft)) {
      const place = concerned.get(tallyName(key)) ?? { key, drafts: [], isMarked: false };
      place.drafts.push(draft);
      place.isMarked ||= own !== undefined && tallyName(own) === tallyName(key);
      concerned.set(tallyName(key), place);
    }
  }
  await pMap(concerned.values(), (place) => addTo(place, token, counts, retentionDays), { concurrency: AT_ONCE });
}

async function addTo(
  { key, drafts, isMarked }: { key: TallyKey; drafts: readonly Draft[]; isMarked: boolean },
  token: string,
  counts: Tallies,
  retentionDays: number,
): Promise<void> {
  for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
    const tally = counts.at(key);
    if (hasRun(tally, token)) return;
    const owed = drafts.map((draft) => owedTo(tally, draft)).reduce<Cells>(plus, {});
    if (!isMarked && Object.keys(owed).length === 0) return;
    if (await counts.table.putNext(tallyItem(added(tally, owed, token), expiryOf(key, retentionDays)))) return;
    await counts.load([key]);
  }
  throw new Error(`A count is written by others at every try: ${tallyName(key)}`);
}

function plus(cells: Cells, more: Cells): Cells {
  const names = [...new Set([...Object.keys(cells), ...Object.keys(more)])];
  const entries = names.map((name) => [name, (cells[name] ?? 0) + (more[name] ?? 0)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== 0));
}

/** The day that a tally counts stands in its key. */
export function expiryOf(key: TallyKey, retentionDays: number): number {
  const [day = ''] = /\d{4}-\d\d-\d\d/.exec(tallyName(key)) ?? [];
  return Math.floor(Date.parse(day) / 1000) + (retentionDays + SPARE_DAYS) * 86_400;
}
