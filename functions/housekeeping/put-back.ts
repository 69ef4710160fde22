import pMap from 'p-map';
import type { ParkedSend } from '../ledger/ledger.ts';
import { LEASE_MS } from '../ledger/release-soon.ts';
import type { ReleasedSend } from '../outbox/outbox.ts';
import type { HousekeepingPorts } from './ports.ts';

/** The parked sends that are put back together: between two of these it is looked whether there is still time. */
const TOGETHER = 320;
/** The leases that are taken at the same time. */
const AT_ONCE = 32;

/** The bounds of what is put back. */
export interface PuttingBack {
  /** The most parked sends. */
  most: number;
  /** The pointer to a parked send, for the outbox. */
  pointer(parked: ParkedSend): ReleasedSend;
}

/**
 * Puts parked sends back on the outbox in the order in which they come, many at a time: each is leased, then put there
 * with others in one call. What the queue does not take is due again at once. Ends early where no time is left.
 * @returns the number put back
 * @throws {Error} after all, where the queue did not take some
 */
export async function putBack(
  parkedSends: AsyncIterable<ParkedSend>,
  { most, pointer }: PuttingBack,
  { ledger, releaseAll, now, hasTime }: Pick<HousekeepingPorts, 'ledger' | 'releaseAll' | 'now' | 'hasTime'>,
): Promise<number> {
  let count = 0;
  let refused = 0;
  let some: ParkedSend[] = [];

  async function putSome(): Promise<void> {
    const lease = new Date(now().getTime() + LEASE_MS).toISOString();
    const isLeased = await pMap(some, (parked) => ledger.defer(parked, lease), { concurrency: AT_ONCE });
    const leased = some.filter((_, n) => isLeased[n]).map((parked) => ({ parked, pointer: pointer(parked) }));
    some = [];
    const left = new Set(await releaseAll(leased.map((one) => one.pointer)));
    const again = leased.filter((one) => left.has(one.pointer));
    await pMap(again, ({ parked }) => ledger.defer({ ...parked, due: lease }, parked.due), { concurrency: AT_ONCE });
    count += leased.length - again.length;
    refused += again.length;
  }

  if (most <= 0) return 0;
  for await (const parked of parkedSends) {
    if (!hasTime()) break;
    some.push(parked);
    if (some.length < Math.min(TOGETHER, most - count)) continue;
    await putSome();
    if (count >= most || refused > 0) break;
  }
  if (some.length > 0) await putSome();
  if (refused > 0) throw new Error(`The outbox did not take ${refused} pointers; ${count} were put back`);
  return count;
}
