import type { Clock } from './clock.ts';
import type { FunctionName, Handler } from './functions.ts';
import { type Ground, REGION } from './ground.ts';
import { roleOf } from './variables.ts';

/** The time from one invocation to the next, on the gateway's own clock. */
const INVOCATION_MS = 500;

export interface GatewayInstance {
  id: string;
  by: FunctionName;
  handler: Handler;
  die(): void;
  isDead: boolean;
  death: Promise<never>;
}

export interface InstancesOptions {
  ground: Ground;
  /** The name of the gateway. */
  name: string;
  clock: Clock;
  log(line: string): void;
  /** The environment of an instance. */
  variables(by: FunctionName, id: string): Record<string, string>;
}

/** The instances of a small gateway's functions: one of each at a time, made anew once it was killed. */
export class GatewayInstances {
  /** The ids of the instances that were killed. */
  readonly killed = new Set<string>();
  readonly #options: InstancesOptions;
  readonly #current = new Map<FunctionName, GatewayInstance>();
  readonly #byId = new Map<string, GatewayInstance>();
  readonly #clients: { destroy(): void }[] = [];

  constructor(options: InstancesOptions) {
    this.#options = options;
  }

  /** The instance of an id, unless it is dead. */
  alive(id: string): GatewayInstance | undefined {
    const instance = this.#byId.get(id);
    return instance?.isDead ? undefined : instance;
  }

  /** Invokes a function: the instance that is there, or a new one. Rejects where it fails or is killed. */
  async invoke(by: FunctionName, event: unknown): Promise<unknown> {
    const instance = this.#current.get(by) ?? this.#make(by);
    this.#current.set(by, instance);
    this.#options.clock.travel(INVOCATION_MS);
    const context = { getRemainingTimeInMillis: () => 300_000, awsRequestId: 'one' };
    const running = instance.handler(event, context);
    running.catch(() => {});
    return Promise.race([running, instance.death]);
  }

  kill(instance: GatewayInstance): void {
    this.killed.add(instance.id);
    this.#current.delete(instance.by);
    instance.die();
  }

  stop(): void {
    for (const instance of this.#byId.values()) instance.isDead = true;
    for (const client of this.#clients) client.destroy();
  }

  #make(by: FunctionName): GatewayInstance {
    const { ground, name, clock, log, variables } = this.#options;
    // Queues know the sender of a message by the part of its id before the colon.
    const id = `${roleOf(name, by)}:${this.#byId.size + 1}`;
    let die = () => {};
    const death = new Promise<never>((_, reject) => {
      die = () => reject(new Error(`${id} was killed`));
    });
    death.catch(() => {});
    const instance: GatewayInstance = {
      ...{ id, by, death, isDead: false, handler: async () => undefined },
      die() {
        this.isDead = true;
        die();
      },
    };
    this.#byId.set(id, instance);
    const credentials = { accessKeyId: id, secretAccessKey: 'local' };
    instance.handler = ground.makeHandler(by, {
      variables: variables(by, id),
      clients: (service) => ({ endpoint: ground.wires[service], region: REGION, credentials }),
      made: (client) => void this.#clients.push(client),
      clock,
      log: (line) => log(line.trim()),
    });
    return instance;
  }
}
