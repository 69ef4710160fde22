import type { TendedLane, TendPorts } from './ports.ts';

/** A send that was put back is left alone for so long; after that its pointer counts as lost. */
const LEASE_MS = 15 * 60_000;

/**
 * Puts back what waits and is due, the longest due first, and no more in a minute than the lane may
 * send: the rest keeps its place in the ledger.
 */
export async function releaseDue(
  { authority, perMinute }: TendedLane,
  { ledger, release, telemetry, now }: TendPorts,
): Promise<void> {
  let released = 0;
  const lease = new Date(now().getTime() + LEASE_MS).toISOString();
  for await (const waiting of ledger.due(authority, now().toISOString())) {
    if (released >= perMinute) break;
    if (!(await ledger.defer(waiting, lease))) continue;
    await release(waiting);
    released += 1;
  }
  if (released > 0) telemetry.event('waiting.released', { authority, count: released });
}
