/** The longest that a timer can wait. */
const LONGEST_MS = 2 ** 31 - 1;

export interface ScheduleDefinition {
  logicalId: string;
  name: string;
  intervalMs: number;
  /** The functions that are invoked each time, each with its event. */
  targets: { invoke(event: unknown): Promise<unknown>; event(at: Date): unknown }[];
}

/** A rule that invokes functions. As on AWS, it fires also while the last run still works. */
export class Schedule {
  readonly definition: ScheduleDefinition;
  readonly #log: (line: string) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(definition: ScheduleDefinition, log: (line: string) => void) {
    this.definition = definition;
    this.#log = log;
  }

  start(): void {
    this.#wait(Date.now() + this.definition.intervalMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  /** Fires now, beside its times; rejects where a function failed. */
  async fire(): Promise<void> {
    const at = new Date();
    await Promise.all(this.definition.targets.map(({ invoke, event }) => invoke(event(at))));
  }

  #wait(due: number): void {
    const left = due - Date.now();
    if (left > LONGEST_MS) {
      this.#timer = setTimeout(() => this.#wait(due), LONGEST_MS);
      return;
    }
    this.#timer = setTimeout(() => {
      this.#wait(due + this.definition.intervalMs);
      // AWS would try again twice, after minutes; here the next time comes as soon.
      this.fire().catch((error: unknown) => this.#log(`${this.definition.name} failed: ${String(error)}`));
    }, left);
  }
}
