import type { Grant } from '../admission/admit.ts';
import type { Admission } from '../admission/dynamodb-admission.ts';
import type { Hold } from './ports.ts';

export interface TurnsPorts {
  admission: Admission;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

/** A call that would start later than this after its time gives its turn up: made up for, turns would come in a heap. */
const LATE_MS = 18;

/** New turns are for messages that are claimed already: they come as soon as admission has answered. */
const LEAD_MS = 10;

/**
 * The turns that a batch was granted, handed out right before each call: what comes before a call, a
 * claim or a token, takes longer for some than for others. Turns that went by are lost, and new ones
 * are asked for where there are too few.
 */
export class Turns {
  readonly #ports: TurnsPorts;
  #grant: Extract<Grant, { kind: 'send' }>;
  #taken = 0;
  /** How many wait for a turn that was not granted yet. */
  #without = 0;
  #renewal: Promise<Hold | undefined> | undefined;

  constructor(grant: Extract<Grant, { kind: 'send' }>, ports: TurnsPorts) {
    this.#grant = grant;
    this.#ports = ports;
  }

  /** Resolves when a call may start; with a hold where none may any more. */
  async next(): Promise<Hold | undefined> {
    const { admission, now, sleep } = this.#ports;
    for (;;) {
      if (this.#taken >= this.#grant.count) {
        this.#without += 1;
        const hold = await this.#renew();
        this.#without -= 1;
        if (hold) return hold;
        continue;
      }
      const start = this.#grant.start + this.#taken * this.#grant.interval;
      this.#taken += 1;
      if (start > now()) await sleep(start - now());
      if (!(await admission.isSending())) return { until: now(), reason: 'the lane has stopped' };
      if (now() <= start + LATE_MS) return undefined;
    }
  }

  /** Asks for some more turns, once for all who have none. */
  #renew(): Promise<Hold | undefined> {
    this.#renewal ??= this.#ask().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #ask(): Promise<Hold | undefined> {
    const grant = await this.#ports.admission.admit(this.#without, LEAD_MS);
    if (grant.kind === 'park') return grant;
    if (grant.kind === 'later') return { until: grant.until, reason: 'others have their turn' };
    if (grant.kind === 'probe') return { until: this.#ports.now(), reason: 'the lane has stopped' };
    this.#grant = grant;
    this.#taken = 0;
    return undefined;
  }
}
