import { fanOutMessages } from '../../schemas/catalogue.ts';
import type { AdmissionState } from '../admission/state.ts';
import { stretch } from '../admission/stretch.ts';
import type { ParkedList, ParkedSend } from '../ledger/ledger.ts';
import type { ReleasedSend } from '../outbox/outbox.ts';
import type { HousekeepingPorts, KeptLane } from './ports.ts';
import { putBack } from './put-back.ts';

/** The interval between two looks. */
const LOOK_MS = 60_000;
/**
 * The most sends parked for a declaration that are released in a minute while the lane sends nothing: they spend no
 * turn.
 */
const LOOKED_AT = 100;

/**
 * Releases parked sends that are due, one of each platform in turn, each platform's longest due first: no more in a
 * minute than the lane may send, and a single one as a probe. The rest keeps its place in the ledger. Sends that are
 * parked for a declaration are released also while nothing is sent, since one that waited in vain is refused without a
 * call; and so is what the gateway carries out itself, which makes none.
 */
export async function releaseDue({ authority, share }: KeptLane, ports: HousekeepingPorts): Promise<void> {
  const { admissionOf, telemetry, now } = ports;
  const state = await admissionOf(authority);
  const most = stretch(state, share, now().getTime());
  const isSending = state.breaker.state === 'closed' || state.breaker.state === 'ramping';

  const looked = await release(authority, 'declaration', isSending ? Math.ceil(most / 2) : LOOKED_AT, ports);
  const sent = await release(authority, 'lane', isSending ? most - looked : most, ports);
  // A send that fails alone stops the lane for a while: one a minute, and as a probe only where there is no other.
  const alone = isSending ? Math.min(1, most) : most - sent;
  const tried = await release(authority, 'alone', alone, ports);
  const soon = sent + tried === 0 ? await releaseTry(authority, state, ports) : 0;
  const passed = fanOutMessages(authority).length > 0 ? await release(authority, 'fan-out', LOOKED_AT, ports) : 0;
  const released = looked + sent + tried + soon + passed;
  if (released > 0) telemetry.event('waiting.released', { authority, count: released });
}

/**
 * Releases the probe, to be handed out when the lane's pause is over, where that is before the next look: else the end
 * of an outage would be noticed a look later, where nothing new is submitted.
 */
function releaseTry(
  authority: KeptLane['authority'],
  { breaker }: AdmissionState,
  ports: HousekeepingPorts,
): Promise<number> | number {
  const clock = ports.now().getTime();
  // Where a message that fails alone stopped the lane, all others are on the outbox.
  if (breaker.state !== 'open' || breaker.ramp !== undefined) return 0;
  return breaker.until < clock + LOOK_MS ? release(authority, 'lane', 1, ports, Math.max(breaker.until, clock)) : 0;
}

/**
 * @param notBefore milliseconds since the epoch: sends that are due before the next look are released too, to be handed
 *   out then
 * @returns the number released
 */
async function release(
  authority: KeptLane['authority'],
  list: ParkedList,
  most: number,
  ports: HousekeepingPorts,
  notBefore?: number,
): Promise<number> {
  const clock = ports.now().getTime();
  const by = notBefore === undefined ? clock : clock + LOOK_MS;
  const pointer = (parked: ParkedSend): ReleasedSend => {
    const delayMs = notBefore === undefined ? 0 : Math.max(notBefore, Date.parse(parked.due)) - clock;
    return {
      ...parked,
      ...(list === 'alone' && { alone: true }),
      ...(delayMs > 0 && { delaySeconds: Math.ceil(delayMs / 1000) }),
    };
  };
  const reading = { most, turn: Math.floor(clock / LOOK_MS) };
  const parkedSends = ports.ledger.due(authority, new Date(by).toISOString(), list, reading);
  return putBack(parkedSends, { most, pointer }, ports);
}
