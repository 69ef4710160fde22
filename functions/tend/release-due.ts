import { stretch } from '../admission/stretch.ts';
import type { WaitingList } from '../ledger/ledger.ts';
import type { TendedLane, TendPorts } from './ports.ts';

/** A send that was put back is left alone for so long; after that its pointer counts as lost. */
const LEASE_MS = 15 * 60_000;
/** How many that await a declaration are looked at in a minute while the lane sends nothing: no turn is spent on them. */
const LOOKED_AT = 100;

/**
 * Puts back what waits and is due, the longest due first: no more in a minute than the lane may send, and a
 * single one while the authority is to be tried. The rest keeps its place in the ledger. What awaits a
 * declaration is looked at also while nothing is sent, since what waited in vain is refused without a call.
 */
export async function releaseDue({ authority, share }: TendedLane, ports: TendPorts): Promise<void> {
  const { admissionOf, telemetry, now } = ports;
  const state = await admissionOf(authority);
  const most = stretch(state, share, now().getTime());
  const isSending = state.breaker.state === 'closed' || state.breaker.state === 'ramping';

  const looked = await release(authority, 'declaration', isSending ? Math.ceil(most / 2) : LOOKED_AT, ports);
  const sent = await release(authority, 'lane', isSending ? most - looked : most, ports);
  // One that fails alone stops the lane for a while: one a minute, and as a try only where there is no other.
  const alone = isSending ? Math.min(1, most) : most - sent;
  const released = looked + sent + (await release(authority, 'alone', alone, ports));
  if (released > 0) telemetry.event('waiting.released', { authority, count: released });
}

/** @returns how many of a list were put back */
async function release(
  authority: TendedLane['authority'],
  list: WaitingList,
  most: number,
  { ledger, release: putBack, now }: TendPorts,
): Promise<number> {
  if (most <= 0) return 0;
  let released = 0;
  const lease = new Date(now().getTime() + LEASE_MS).toISOString();
  for await (const waiting of ledger.due(authority, now().toISOString(), list)) {
    if (released >= most) break;
    if (!(await ledger.defer(waiting, lease))) continue;
    await putBack({ ...waiting, ...(list === 'alone' && { alone: true }) });
    released += 1;
  }
  return released;
}
