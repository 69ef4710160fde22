/** True if a promise settled, well or not, within so many milliseconds. */
export function within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), Math.max(0, milliseconds));
    const settled = () => {
      clearTimeout(timer);
      resolve(true);
    };
    promise.then(settled, settled);
  });
}

/** The steps that end what was started: the latest first, and all together within the time that there is. */
export class Ending {
  readonly #steps: (() => unknown)[] = [];
  readonly #graceMs: number;
  #deadline = Number.POSITIVE_INFINITY;
  #running: Promise<void> | undefined;

  constructor(graceMs: number) {
    this.#graceMs = graceMs;
  }

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  /** Starts something; where that fails, what was begun of it ends first. */
  async around<T>(start: () => Promise<T>): Promise<T> {
    try {
      return await start();
    } catch (error) {
      await this.run();
      throw error;
    }
  }

  /** The time that is left for work in flight. */
  left(): number {
    return Math.max(0, this.#deadline - Date.now());
  }

  /** Takes every step once, also where one before it failed; whoever asks again waits for the same end. */
  run(): Promise<void> {
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    this.#deadline = Date.now() + this.#graceMs;
    const failures: unknown[] = [];
    for (const step of this.#steps.splice(0).reverse()) {
      try {
        await step();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
