import type { FilingSummary } from '../../schemas/filing-summary.ts';
import type { FilingKey } from '../ledger/records.ts';
import { cellsIn, countsKey } from './contribution.ts';
import { contributed, type KeptSummary, type OwedStep } from './summary-item.ts';
import { type Cells, difference, hasRun, sum, type Tally, type TallyKey, tallyName } from './tally-item.ts';
import { type TrafficEvent, trafficKey } from './traffic.ts';

/** A filing in a run of the keeper: as its books are, and as they have to be. */
export interface Draft {
  key: FilingKey;
  before: KeptSummary | undefined;
  summary: FilingSummary;
  isAdopted: boolean;
  /** Its messages that left, and those that came. */
  traffic: readonly [readonly TrafficEvent[], readonly TrafficEvent[]];
}

/** The part of a filing that is counted. */
type Counted = Pick<OwedStep, 'was' | 'counted'>;

const NOTHING: Counted = { was: null, counted: [0, 0] };

/** The part of a filing that is to be counted. */
export function toBeCounted({ summary, isAdopted, traffic: [left, came], before }: Draft): Counted {
  const [wereLeft, hadCome] = before?.counted ?? [0, 0];
  return {
    was: contributed({ summary, ...(isAdopted && { isAdopted }) }),
    counted: [Math.max(wereLeft, left.length), Math.max(hadCome, came.length)],
  };
}

function keptBefore(before: KeptSummary): Counted {
  return { was: contributed(before), counted: before.counted };
}

/** The part of a filing that a tally has counted: it holds the change of the latest run that was added, and none later. */
function countedIn(tally: Tally, { before }: Draft): Counted {
  if (!before) return NOTHING;
  const next = before.owes[before.owes.findLastIndex(({ token }) => hasRun(tally, token)) + 1];
  return next ?? keptBefore(before);
}

function cellsOf(
  key: TallyKey,
  { was, counted }: Counted,
  { key: { authority }, traffic }: Pick<Draft, 'key' | 'traffic'>,
): Cells {
  const events = traffic.flatMap((all, way) => all.slice(0, counted[way]));
  const here = events.filter(({ at }) => tallyName(trafficKey(authority, at)) === tallyName(key));
  return here.reduce((cells, event) => sum(cells, event.cells), cellsIn(key, authority, was));
}

/** The cells to add to a tally, so that it counts a filing as it is now. */
export function owedTo(tally: Tally, draft: Draft): Cells {
  return difference(cellsOf(tally, countedIn(tally, draft), draft), cellsOf(tally, toBeCounted(draft), draft));
}

/** The tallies that a filing is counted in, or was. */
export function talliesOf(draft: Draft): TallyKey[] {
  const { before, key, traffic } = draft;
  const states = [...(before ? [...before.owes, keptBefore(before)] : [NOTHING]), toBeCounted(draft)];
  const counts = states.flatMap(({ was }) => (was ? [countsKey(key.authority, was)] : []));
  const first = (way: 0 | 1) => Math.min(...states.map(({ counted }) => counted[way]));
  const events = traffic.flatMap((all, way) => all.slice(first(way as 0 | 1)));
  const keys = [...counts, ...events.map(({ at }) => trafficKey(key.authority, at))];
  return [...new Map(keys.map((one) => [tallyName(one), one])).values()];
}

/** The item that counts a filing now; undefined where none does. */
export function talliedIn(draft: Draft): TallyKey | undefined {
  const { was } = toBeCounted(draft);
  return was ? countsKey(draft.key.authority, was) : undefined;
}

/** True if the runs that wrote the summary as it lies there were carried through. */
export function isSettled(draft: Draft, tallyAt: (key: TallyKey) => Tally): boolean {
  const { before, key } = draft;
  const last = before?.owes.at(-1);
  if (!before || !last) return true;
  const now = keptBefore(before);
  const counting = now.was ?? last.was;
  const ofDay = counting ? countsKey(key.authority, counting) : undefined;
  // Each run is added to the count of the day, so that it tells of what else the run had to do before.
  if (ofDay && !hasRun(tallyAt(ofDay), last.token)) return false;
  return talliesOf(draft).every((place) => {
    const counted = countedIn(tallyAt(place), draft);
    return Object.keys(difference(cellsOf(place, counted, draft), cellsOf(place, now, draft))).length === 0;
  });
}

/**
 * The changes that a summary owes once it is written by a run. Runs that were added nowhere are left out, as if they had
 * not been.
 */
export function owedAfter(draft: Draft, token: string, tallyAt: (key: TallyKey) => Tally): OwedStep[] {
  const { before } = draft;
  if (!before || isSettled(draft, tallyAt)) return [{ token, ...(before ? keptBefore(before) : NOTHING) }];
  const tallies = talliesOf(draft).map(tallyAt);
  const isAdded = (step: OwedStep) => tallies.some((tally) => hasRun(tally, step.token));
  const kept = before.owes.slice(0, before.owes.findLastIndex(isAdded) + 1);
  const { was, counted } = before.owes[kept.length] ?? keptBefore(before);
  return [...kept, { token, was, counted }];
}
