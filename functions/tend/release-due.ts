import { stretch } from '../admission/stretch.ts';
import type { TendedLane, TendPorts } from './ports.ts';

/** A send that was put back is left alone for so long; after that its pointer counts as lost. */
const LEASE_MS = 15 * 60_000;

/**
 * Puts back what waits and is due, the longest due first: no more in a minute than the lane may send,
 * and a single one while the authority is to be tried. The rest keeps its place in the ledger.
 */
export async function releaseDue(
  { authority, share }: TendedLane,
  { ledger, admissionOf, release, telemetry, now }: TendPorts,
): Promise<void> {
  const most = stretch(await admissionOf(authority), share, now().getTime());
  let released = 0;
  const lease = new Date(now().getTime() + LEASE_MS).toISOString();
  for await (const waiting of ledger.due(authority, now().toISOString())) {
    if (released >= most) break;
    if (!(await ledger.defer(waiting, lease))) continue;
    await release(waiting);
    released += 1;
  }
  if (released > 0) telemetry.event('waiting.released', { authority, count: released });
}
