import { type Contribution, contributionOf, platformIn } from './contribution.ts';
import type { Draft } from './draft.ts';
import type { JournalEntry } from './journal.ts';

/**
 * The entries that a version of a filing's summary writes into the journals: where it is now, and that it is no longer
 * where an earlier version would be met first, from the end of a day in Paris back as from now.
 * @param earlier what it contributed before
 */
export function journaled(
  { key, summary, isAdopted }: Draft,
  version: number,
  earlier: readonly Contribution[],
): JournalEntry[] {
  const { at, platform } = summary;
  // The day and the platform.
  const { entry } = contributionOf(summary);
  const left = earlier
    .filter((one) => isAdopted || one.at > at || one.entry !== entry)
    .map((one): JournalEntry => ({ key, at: one.at, platform: platformIn(one), version, summary: null }));
  return isAdopted ? left : [...left, { key, at, platform, version, summary }];
}
