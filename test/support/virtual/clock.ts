import { Soonest } from './soonest.ts';

/** A clock that stands still until everything that follows from an instant has happened, then leaps to the next one. */
export class VirtualClock {
  readonly #sleepers = new Soonest<() => void>();
  #now: number;

  constructor(start: number) {
    this.#now = start;
  }

  /** Milliseconds since the epoch, whole ones. */
  readonly now = (): number => this.#now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => this.#sleepers.add(this.#now + Math.max(0, Math.ceil(ms)), resolve));

  /** Lets time pass; a simulation must wait for nothing but this clock. */
  async passUntil(end: number): Promise<void> {
    for (await quiet(); this.#sleepers.at <= end; await quiet()) {
      this.#now = this.#sleepers.at;
      while (this.#sleepers.at === this.#now) this.#sleepers.take()();
    }
    this.#now = end;
  }
}

/** Lets every promise resolve that can. */
const quiet = () => new Promise<void>((resolve) => void setImmediate(resolve));
