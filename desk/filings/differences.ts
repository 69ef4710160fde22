import type { ReadFiling } from '../../functions/ledger/filing.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { Difference } from '../../schemas/view.ts';

/** The differences between a declaration as it was sent and as its authority gave it back; none where it did not. */
export function differencesIn({ key, filing, asSent }: ReadFiling): readonly Difference[] {
  const { differences } = viewOf(key.authority);
  const sent = differences && asSent();
  return sent === undefined ? [] : (differences?.(sent, filing.declaration) ?? []);
}
