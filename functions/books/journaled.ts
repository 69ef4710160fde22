import { type Contribution, platformIn } from './contribution.ts';
import type { Draft } from './draft.ts';
import type { JournalEntry } from './journal.ts';

/**
 * The entries that a version of a filing's summary writes into the journals: where it is now, and that it is no longer
 * where an earlier version would be met first.
 * @param earlier what it contributed before
 */
export function journaled(
  { key, summary, isAdopted }: Draft,
  version: number,
  earlier: readonly Contribution[],
): JournalEntry[] {
  const { at, platform } = summary;
  const left = earlier
    .map((one) => ({ at: one.at, platform: platformIn(one) }))
    .filter((one) => isAdopted || one.at > at || one.platform !== platform)
    .map((one): JournalEntry => ({ key, ...one, version, summary: null }));
  return isAdopted ? left : [...left, { key, at, platform, version, summary }];
}
