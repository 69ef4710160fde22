/** Calls back once after so many milliseconds; what it returns calls it off. */
export type Timer = (millis: number, callback: () => void) => () => void;

/** A timeout beyond this fires at once: 30 days are more than it. */
const LONGEST = 2 ** 31 - 1;

/** A timer for any length of time. */
export const realTimer: Timer = (millis, callback) => {
  let handle: NodeJS.Timeout;
  const arm = (left: number) => {
    handle = setTimeout(() => (left > LONGEST ? arm(left - LONGEST) : callback()), Math.min(left, LONGEST));
  };
  arm(millis);
  return () => clearTimeout(handle);
};

/** The steps that an authority has still to take. Closing it drops them all. */
export class Agenda {
  readonly #timer: Timer;
  readonly #log: (line: string) => void;
  readonly #callOff = new Set<() => void>();
  #underWay = 0;
  #closed = false;
  #idlers: (() => void)[] = [];

  constructor(timer: Timer, log: (line: string) => void) {
    this.#timer = timer;
    this.#log = log;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Runs a task that idle() waits for. A task that fails says so in the log and disturbs nothing else. */
  run(task: () => Promise<void>): void {
    if (this.#closed) return;
    this.#underWay += 1;
    task()
      .catch((error: unknown) => this.#log(`the simulator failed: ${error instanceof Error ? error.stack : error}`))
      .finally(() => {
        this.#underWay -= 1;
        if (this.#underWay === 0) this.#release();
      });
  }

  /** Within a task: goes on after so many milliseconds. */
  wait(millis: number): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#closed) this.#arm(realTimer, millis, resolve);
    });
  }

  /** Runs a task at a far date. idle() does not wait for that, or it would wait for a month. */
  later(millis: number, task: () => Promise<void>): void {
    if (!this.#closed) this.#arm(this.#timer, millis, () => this.run(task));
  }

  /** Resolves as soon as nothing is under way, and at the latest on close. */
  idle(): Promise<void> {
    if (this.#closed || this.#underWay === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idlers.push(resolve));
  }

  close(): void {
    this.#closed = true;
    for (const callOff of this.#callOff) callOff();
    this.#callOff.clear();
    this.#release();
  }

  #arm(timer: Timer, millis: number, callback: () => void): void {
    const callOff = timer(millis, () => {
      this.#callOff.delete(callOff);
      callback();
    });
    this.#callOff.add(callOff);
  }

  #release(): void {
    const idlers = this.#idlers;
    this.#idlers = [];
    for (const resolve of idlers) resolve();
  }
}
