import pMap from 'p-map';
import { filingId } from '../../../functions/ledger/items.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { FilingSummary } from '../../../schemas/filing-summary.ts';
import type { GatewayConnection } from '../../gateway/gateway-connection.ts';

/** The filings under references of any kind, and the references that nothing is known under. */
export interface FoundFilings {
  keys: readonly FilingKey[];
  summaries: readonly FilingSummary[];
  missing: readonly string[];
}

/** The most references that are looked up at the same time. */
const AT_ONCE = 16;

/** Looks references up, each on its own, in the order in which they were given. */
export async function foundFilings(gateway: GatewayConnection, references: readonly string[]): Promise<FoundFilings> {
  const books = await gateway.books();
  const found = await pMap(
    references,
    async (reference) => ({ reference, filings: await books.search(gateway.authorities, reference) }),
    { concurrency: AT_ONCE },
  );
  const all = new Map(found.flatMap(({ filings }) => filings.map((one) => [filingId(one.key), one])));
  return {
    keys: [...all.values()].map(({ key }) => key),
    summaries: [...all.values()].flatMap(({ summary }) => summary ?? []),
    missing: found.filter(({ filings }) => filings.length === 0).map(({ reference }) => reference),
  };
}
