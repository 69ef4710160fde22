import type { Grant } from '../admission/admit.ts';
import type { Admission } from '../admission/dynamodb-admission.ts';
import { type LostTurns, withLost } from '../admission/give-back.ts';
import type { Parking, Turn } from './ports.ts';

export interface TurnsPorts {
  admission: Admission;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** The delay beyond which a call gives up its turn: turns that were made up for would come in a heap. */
const LATE_MS = 18;

/**
 * The delay beyond which nothing of it may leave: a processor that has much to do, or a new connection, takes the time
 * between. What is kept back of the share covers it beside the clocks' 10 ms, with some more for the way to the authority.
 */
const LEAVES_MS = 25;

/** Further calls gather for the time of ten turns, and ask for theirs together: each time costs a write. */
const GATHERED = 10;
const LONGEST_GATHER_MS = 500;

/** The lead of new turns: their messages are claimed already, so they come as soon as admission has answered. */
const LEAD_MS = 10;

/** The turn of a call that waits for none. */
export const NO_TURN: Turn = { leave: () => true };

/**
 * A pacer: the turns that a batch was granted, handed out right before each call, since a claim or a token takes longer
 * for some messages than for others. Turns that went by are lost, and given back to the hour's share when new ones are
 * asked for.
 */
export class Turns {
  readonly #ports: TurnsPorts;
  #grant: Extract<Grant, { kind: 'send' }>;
  #taken = 0;
  #lost: LostTurns = {};
  /** The number of waiters without a granted turn. */
  #without = 0;
  #renewal: Promise<Parking | undefined> | undefined;

  constructor(grant: Extract<Grant, { kind: 'send' }>, ports: TurnsPorts) {
    this.#grant = grant;
    this.#ports = ports;
  }

  /**
   * Resolves to the turn of a call when it may start; to the reason to park where none may any more.
   * @param isFurther a call after the first one of its message: no turn was granted for it, and it is in no hurry
   */
  async next(isFurther = false): Promise<Turn | Parking> {
    const { admission, now, sleep } = this.#ports;
    for (let gathers = isFurther; ; ) {
      if (this.#taken >= this.#grant.count) {
        this.#without += 1;
        const parking = await this.#renew(gathers);
        gathers = false;
        this.#without -= 1;
        if (parking) return parking;
        continue;
      }
      const grant = this.#grant;
      const start = grant.start + this.#taken * grant.interval;
      this.#taken += 1;
      if (start > now()) await sleep(start - now());
      if (!(await admission.isSending())) return { until: now(), reason: 'the lane has stopped' };
      if (now() <= start + LATE_MS) return this.#turnAt(start);
      this.#lost = withLost(this.#lost, start);
    }
  }

  #turnAt(start: number): Turn {
    return {
      leave: () => {
        if (this.#ports.now() <= start + LEAVES_MS) return true;
        this.#lost = withLost(this.#lost, start);
        return false;
      },
    };
  }

  /** Asks for more turns, once for all waiters. */
  #renew(gathers: boolean): Promise<Parking | undefined> {
    this.#renewal ??= this.#ask(gathers).finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #ask(gathers: boolean): Promise<Parking | undefined> {
    if (gathers) await this.#ports.sleep(Math.min(LONGEST_GATHER_MS, GATHERED * this.#grant.interval));
    const lost = this.#lost;
    this.#lost = {};
    const grant = await this.#ports.admission.admit(this.#without, LEAD_MS, lost);
    if (grant.kind === 'park') return grant;
    if (grant.kind === 'later') return { until: grant.until, reason: 'others have their turn' };
    if (grant.kind === 'probe') return { until: this.#ports.now(), reason: 'the lane has stopped' };
    this.#grant = grant;
    this.#taken = 0;
    return undefined;
  }
}
