import { Soonest } from './soonest.ts';

/** A clock that stands still until everything that follows from an instant has happened, then leaps to the next one. */
export class VirtualClock {
  readonly #sleepers = new Soonest<() => void>();
  #now: number;
  /** The number of things under way that take no time here, and are not over at once. */
  #busy = 0;

  constructor(start: number) {
    this.#now = start;
  }

  /** Milliseconds since the epoch, whole ones. */
  readonly now = (): number => this.#now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => this.#sleepers.add(this.#now + Math.max(0, Math.ceil(ms)), resolve));

  /** Does what waits for more than this clock, such as a client of the SDK: no time passes meanwhile. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
    }
  }

  /** Sleeps within such work: time passes. */
  async sleepWithin(ms: number): Promise<void> {
    this.#busy -= 1;
    await this.sleep(ms);
    this.#busy += 1;
  }

  /** Lets time pass; a simulation must wait for nothing but this clock. */
  async passUntil(end: number): Promise<void> {
    for (await this.#quiet(); this.#sleepers.at <= end; await this.#quiet()) {
      this.#now = this.#sleepers.at;
      while (this.#sleepers.at === this.#now) this.#sleepers.take()();
    }
    this.#now = end;
  }

  /** Lets every promise resolve that can. */
  async #quiet(): Promise<void> {
    do await new Promise<void>((resolve) => void setImmediate(resolve));
    while (this.#busy > 0);
  }
}
