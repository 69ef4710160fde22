import pMap from 'p-map';
import { distinctFilings } from '../../../functions/ledger/distinct-filings.ts';
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
    async (reference) => ({ reference, keys: await books.find(gateway.authorities, reference) }),
    { concurrency: AT_ONCE },
  );
  const keys = distinctFilings(found.flatMap((one) => one.keys));
  const summaries = await books.summaries(keys);
  const order = new Map(keys.map((key, index) => [filingId(key), index]));
  const place = (one: FilingSummary) => order.get(filingId(one)) ?? 0;
  return {
    keys,
    summaries: summaries.toSorted((a, b) => place(a) - place(b)),
    missing: found.filter((one) => one.keys.length === 0).map(({ reference }) => reference),
  };
}
