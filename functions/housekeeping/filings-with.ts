import type { AuthorityName } from '../../schemas/catalogue.ts';
import { daysBetween } from '../ledger/days-between.ts';
import { filingId } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';

/**
 * The filings of which an item made a fact between two instants, each once; they may have moved on since.
 * @param most so many of them are enough
 */
export async function filingsWith(
  authority: AuthorityName,
  fact: string,
  since: Date,
  until: Date,
  ledger: Pick<Ledger, 'recent'>,
  most = Number.POSITIVE_INFINITY,
): Promise<FilingKey[]> {
  const keys = new Map<string, FilingKey>();
  for (const day of daysBetween(since, until)) {
    for await (const key of ledger.recent(authority, fact, day, since.toISOString(), until.toISOString())) {
      keys.set(filingId(key), key);
      if (keys.size >= most) return [...keys.values()];
    }
  }
  return [...keys.values()];
}
