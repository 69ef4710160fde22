import { within } from '../ending.ts';
import { environmentOf, type FunctionDefinition, type FunctionRuntime, type SharedEnvironment } from './definition.ts';
import { FunctionError } from './function-error.ts';
import { Instance } from './instance.ts';

/** The most instances of a function, also of one that reserves more: Lambda's thousand would drown this machine. */
const MOST_INSTANCES = 10;
/** The most instances that start at the same time: a burst is served sooner by those that are already warm. */
const STARTS_AT_ONCE = 4;
/** The time that a process is given to end. */
const END_MS = 1000;

interface Waiting {
  event: unknown;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

/** The counters of a function since the machine started. */
export interface FunctionCounts {
  invocations: number;
  errors: number;
  coldStarts: number;
}

/**
 * A function with its instances. An invocation goes to one that is warm and idle, else to a new
 * one, else it waits. Lambda would throttle instead of letting it wait; with the few processors
 * of one machine that would happen where it never does on AWS.
 */
export class FunctionPool {
  readonly definition: FunctionDefinition;
  readonly counts: FunctionCounts = { invocations: 0, errors: 0, coldStarts: 0 };
  readonly #instances = new Set<Instance>();
  /** The idle instances; the last one that worked is taken first, so that few stay warm. */
  readonly #idle: Instance[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #pending = new Set<Promise<unknown>>();
  readonly #environment: Record<string, string>;
  readonly #runtime: FunctionRuntime;
  readonly #log: (line: string) => void;
  #starting = 0;
  #stopped = false;

  constructor(
    definition: FunctionDefinition,
    environment: SharedEnvironment,
    runtime: FunctionRuntime,
    log: (line: string) => void,
  ) {
    this.definition = definition;
    this.#environment = environmentOf(definition, environment);
    this.#runtime = runtime;
    this.#log = log;
  }

  get limit(): number {
    return Math.min(this.definition.reservedConcurrency ?? MOST_INSTANCES, MOST_INSTANCES);
  }

  /** The processes that run at the moment. */
  get pids(): number[] {
    return [...this.#instances].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  /** The processes that run an invocation at the moment. */
  get pidsAtWork(): number[] {
    return [...this.#instances].flatMap(({ pid, isAtWork }) => (pid !== undefined && isAtWork ? [pid] : []));
  }

  /** The number of invocations that are in flight or wait. */
  get pending(): number {
    return this.#pending.size;
  }

  /**
   * Runs the function once.
   * @throws {FunctionError} where it threw, timed out, crashed or could not be loaded
   */
  invoke(event: unknown): Promise<unknown> {
    this.counts.invocations += 1;
    const invocation = new Promise<unknown>((resolve, reject) => {
      if (this.#stopped || this.limit === 0) {
        reject(throttled(this.definition.name));
        return;
      }
      this.#waiting.push({ event, resolve, reject });
      this.#serve();
    });
    this.#pending.add(invocation);
    const settled = (failed: number) => {
      this.counts.errors += failed;
      this.#pending.delete(invocation);
    };
    invocation.then(
      () => settled(0),
      () => settled(1),
    );
    return invocation;
  }

  /** Kills every instance, in the middle of whatever it does; the next invocation starts a new one. */
  kill(): void {
    for (const instance of this.#instances) instance.kill();
  }

  /** Takes nothing new, lets what was taken end for so long, then ends the processes. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped = true;
    await within(Promise.allSettled([...this.#pending]), graceMs);
    for (const { reject } of this.#waiting.splice(0)) reject(throttled(this.definition.name));
    const instances = [...this.#instances];
    for (const instance of instances) instance.end();
    const gone = Promise.all(instances.map((instance) => instance.gone));
    if (!(await within(gone, END_MS))) for (const instance of instances) instance.kill();
    await gone;
  }

  #serve(): void {
    while (this.#waiting.length > 0) {
      const instance = this.#idle.pop();
      if (!instance) break;
      const work = this.#waiting.shift();
      if (work) void this.#run(instance, work);
    }
    while (this.#starting < Math.min(this.#waiting.length, STARTS_AT_ONCE) && this.#instances.size < this.limit) {
      void this.#start();
    }
  }

  async #start(): Promise<void> {
    const instance = new Instance(this.definition, this.#environment, this.#runtime, this.#log);
    this.#instances.add(instance);
    this.#starting += 1;
    this.counts.coldStarts += 1;
    void instance.gone.then(() => this.#remove(instance));
    try {
      await instance.ready;
      this.#idle.push(instance);
    } catch (error) {
      instance.kill();
      this.#instances.delete(instance);
      this.#waiting.shift()?.reject(error as FunctionError);
    } finally {
      this.#starting -= 1;
    }
    this.#serve();
  }

  async #run(instance: Instance, { event, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await instance.invoke(event));
    } catch (error) {
      reject(error as FunctionError);
    }
    if (instance.alive) this.#idle.push(instance);
    this.#serve();
  }

  #remove(instance: Instance): void {
    this.#instances.delete(instance);
    const place = this.#idle.indexOf(instance);
    if (place >= 0) this.#idle.splice(place, 1);
    this.#serve();
  }
}

function throttled(name: string): FunctionError {
  return new FunctionError({ errorType: 'TooManyRequestsException', errorMessage: `${name} takes no invocations` });
}
