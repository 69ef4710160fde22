import { readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Filing } from '../../schemas/filing.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { Difference } from '../../schemas/view.ts';

/** The differences between a declaration as it was sent and as its authority gave it back; none where it did not. */
export async function differencesIn(
  { authority: name, kind, reference }: Filing,
  ledger: Pick<Ledger, 'records'>,
): Promise<readonly Difference[]> {
  const authority = name as AuthorityName;
  const { differences } = viewOf(authority);
  if (!differences) return [];
  const key = { authority, kind, reference };
  const { filing, asSent } = readFiling(key, await ledger.records(key));
  const sent = asSent();
  return sent === undefined ? [] : differences(sent, filing.declaration);
}
