import type { Contribution } from './contribution.ts';
import { type Draft, isSettled } from './draft.ts';
import { contributed, type KeptSummary } from './summary-item.ts';
import type { Tallies } from './tallies.ts';

/** The lists as they may name a filing before a run. */
export interface ListsBefore {
  /** Its contributions by the versions of its summary that lists may name, or that may still be written into them. */
  earlier: readonly Contribution[];
  /** True if the run that wrote the latest of them was carried through: it writes nothing any more. */
  isSettled: boolean;
}

export function listsBefore(draft: Draft, counts: Pick<Tallies, 'at'>): ListsBefore {
  const { before } = draft;
  const settled = isSettled(draft, counts.at);
  if (!before) return { earlier: [], isSettled: settled };
  const known = settled ? [] : (before.earlier ?? before.owes.map(({ was }) => was));
  const all = [...known, contributed(before)].filter((one) => one !== null);
  return { earlier: [...new Map(all.map((one) => [JSON.stringify(one), one])).values()], isSettled: settled };
}

/** The part of these that the next version of the summary names, where what it owes does not say it. */
export function keptEarlier({ earlier, isSettled: settled }: ListsBefore): Pick<KeptSummary, 'earlier'> {
  return settled || earlier.length === 0 ? {} : { earlier };
}
