import { AsyncLocalStorage } from 'node:async_hooks';
import { type ChannelListener, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { build } from 'esbuild';
import { root } from '../files.ts';
import type { Clock } from './clock.ts';

/** The functions of the gateway, and the files below `functions/` that their handlers lie in. */
const entries = {
  send: 'authorities/delta-h7/send.ts',
  receive: 'receive/handler.ts',
  notify: 'notify/handler.ts',
  housekeeping: 'housekeeping/handler.ts',
} as const;
export type FunctionName = keyof typeof entries;
export const functionNames = Object.keys(entries) as FunctionName[];

/** A function's handler, as Lambda calls it. */
export type Handler = (event: unknown, context: unknown) => Promise<unknown>;

/** The surroundings of a function's instance. */
export interface Around {
  /** The stack's variables. */
  variables: Readonly<Record<string, string>>;
  /** The endpoints of its clients, by the ending of their package's name: `sqs`. */
  clients(service: string): object;
  /** Called with each client, to end it with the instance. */
  made(client: { destroy(): void }): void;
  clock: Clock;
  log(line: string): void;
}

type ClientClass = new (options?: object) => { destroy(): void };

const SCHEMA = /^(?:\.\.\/)+schemas\/(.+)$/;

const load = createRequire(import.meta.url);

/** Makes instances of the functions: each as new as the process of a cold start, in this process. */
export type MakeHandler = (name: FunctionName, around: Around) => Handler;

/**
 * Compiles the handlers with their wiring. Only the SDK stays outside: its clients are real, with the endpoints of the
 * stand-ins.
 */
export async function compileFunctions(): Promise<MakeHandler> {
  const compiled = new Map(
    await Promise.all(functionNames.map(async (name) => [name, await compileHandler(name)] as const)),
  );
  const schemas = await schemasOf([...compiled.values()].flatMap((one) => one.schemas));
  return (name, { variables, log, ...around }) => {
    const module: { exports: { handler?: Handler } } = { exports: {} };
    const process = { env: variables, stdout: { write: log } };
    compiled.get(name)?.run(module, module.exports, requiring(schemas, around), process, around.clock.Date);
    if (!module.exports.handler) throw new TypeError(`The function ${name} has no handler`);
    return module.exports.handler;
  };
}

async function compileHandler(name: FunctionName) {
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [path.join(root, 'functions', entries[name])], bundle: true, write: false },
    ...{ platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' },
    external: ['@aws-sdk/*', '../schemas/*', '../../schemas/*', '../../../schemas/*'],
    define: {
      CONFIGURED_PLATFORMS: JSON.stringify(JSON.stringify({ trust: 'apart', platforms: [] })),
      LANE_FILES: "'{}'",
      FILES_OF_LANES: "'{}'",
    },
    metafile: true,
  });
  const code = outputFiles[0]?.text ?? '';
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return {
    run: compileFunction(code, ['module', 'exports', 'require', 'process', 'Date'], { filename: `${name}.cjs` }),
    schemas: imports.flatMap(({ path }) => SCHEMA.exec(path)?.[1] ?? []),
  };
}

/** The contracts' modules by their paths, one of each for all: they hold nothing, and take long to make. */
async function schemasOf(paths: readonly string[]): Promise<Map<string, unknown>> {
  const loaded = [...new Set(paths)].map(
    async (name) => [name, await import(path.join(root, 'schemas', name))] as const,
  );
  return new Map(await Promise.all(loaded));
}

/** Makes the function's `require`: its clients call the given endpoints, and its pauses take its own time. */
function requiring(
  schemas: ReadonlyMap<string, unknown>,
  { clients, made, clock }: Pick<Around, 'clients' | 'made' | 'clock'>,
) {
  return (name: string): unknown => {
    const [, schema] = SCHEMA.exec(name) ?? [];
    if (schema) return schemas.get(schema);
    const ending = ended(name, made);
    if (ending) return ending;
    if (name === 'node:timers/promises') return { ...load(name), setTimeout: (ms: number) => clock.sleep(ms) };
    const loaded = load(name) as Record<string, unknown>;
    const [, service] = /^@aws-sdk\/client-(.+)$/.exec(name) ?? [];
    if (!service) return loaded;
    const reached = Object.entries(loaded).map(([key, value]) =>
      /^[A-Za-z]+Client$/.test(key) && !key.startsWith('__')
        ? [key, reaching(value as ClientClass, clients(service), made)]
        : [key, value],
    );
    return Object.fromEntries(reached);
  };
}

/**
 * Modules of Node.js whose effects outlast an instance: its subscriptions and its asynchronous context end with it
 * here. Otherwise each promise of the process would cost a little more with each instance.
 */
function ended(name: string, made: Around['made']): object | undefined {
  if (name === 'node:async_hooks') {
    class Ending<T> extends AsyncLocalStorage<T> {
      constructor() {
        super();
        made({ destroy: () => this.disable() });
      }
    }
    return { AsyncLocalStorage: Ending };
  }
  if (name !== 'node:diagnostics_channel') return undefined;
  return {
    subscribe(channel: string, listener: ChannelListener) {
      subscribe(channel, listener);
      made({ destroy: () => void unsubscribe(channel, listener) });
    },
  };
}

function reaching(Client: ClientClass, where: object, made: Around['made']): ClientClass {
  return class extends Client {
    constructor(options: object = {}) {
      super({ ...where, ...options });
      made(this);
    }
  };
}
