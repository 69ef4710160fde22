import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AuthorityName } from '../schemas/catalogue.ts';
import { callbacksOf, lanesOf, withLanes } from '../schemas/configuration.ts';
import { platformsOf } from '../schemas/platforms.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import type { ApiDefinition } from './api/definition.ts';
import { ApiServer } from './api/server.ts';
import { compile } from './compile.ts';
import { type Configuration, checkSecrets, loadConfiguration } from './configuration.ts';
import { Ending, within } from './ending.ts';
import { LocalFault } from './fault.ts';
import type { SharedEnvironment } from './lambda/definition.ts';
import { FunctionPool } from './lambda/pool.ts';
import { quickestFeedMs, writeWithLanes } from './lanes.ts';
import { LOOPBACK } from './listen.ts';
import { makeResources } from './resources/make.ts';
import { ACCOUNT, type World } from './resources/resource.ts';
import type { CallCounts, CapacityUnits, StandIn } from './stand-ins/calls.ts';
import { startCloudWatch } from './stand-ins/cloudwatch.ts';
import type { DatabaseStandIn } from './stand-ins/database.ts';
import { startDynalite } from './stand-ins/dynalite.ts';
import { startDynamodbLocal } from './stand-ins/dynamodb-local.ts';
import { startLambda } from './stand-ins/lambda.ts';
import { startParameterStore } from './stand-ins/parameter-store.ts';
import { startQueues } from './stand-ins/queues.ts';
import { startSecretsManager } from './stand-ins/secrets-manager.ts';
import { synthesize } from './synth.ts';
import { readAssembly } from './template/assembly.ts';

export interface GatewayOptions {
  /** The configuration file; the app gets its path as the context `config`. */
  configFile: string;
  /** The lanes that it has, of those in the configuration; all by default. */
  lanes?: readonly AuthorityName[];
  /** Values of secrets, by name. */
  secrets: Record<string, string>;
  /** The directory of dynalite's tables, which outlive `kill -9`; in memory by default. */
  dataDirectory?: string;
  /** Port of the callbacks, 0 for any free one. */
  port?: number;
  /** @default 'dynalite' */
  dynamodb?: 'dynalite' | 'dynamodb-local';
  /** A directory that was synthesized before; the app is not run then. */
  template?: string;
  /** The executable of the Node that the functions run on; that of this process by default. */
  node?: string;
  /** Puts something between the functions and what they call, and says where it answers; nothing by default. */
  between?: (endpoints: SharedEnvironment['endpoints']) => Promise<SharedEnvironment['endpoints']>;
  /** Takes the functions' log lines as they are, and the runner's own. */
  log?: (line: string) => void;
}

/** The endpoints that functions call, and those that only the desk calls. */
type Endpoints = SharedEnvironment['endpoints'] & { ssm: string; lambda: string; cloudwatch: string };

/** The ready line of a gateway: its endpoints and names. */
export interface Ready {
  ready: true;
  /** The URL of the callbacks, without a slash at its end; only where an authority calls back. */
  callbackUrl?: string;
  endpoints: Endpoints;
  /** The queues' URLs, by lane; those of the platforms' outcomes by their names, where any is configured. */
  queues: Partial<Record<AuthorityName, { outbox: string; deadLetters: string }>> & {
    outcomes?: Record<string, string>;
  };
  table: string;
  region: string;
}

export interface Gateway {
  readonly ready: Ready;
  readonly stage: string;
  /** The API of the callbacks as the template defines it; none where the template has none. */
  readonly api: ApiDefinition | undefined;
  /** Every function, by its logical id and by its name. */
  readonly functions: Map<string, FunctionPool>;
  /** The calls of the services since the start, as AWS would bill them. */
  readonly calls: Record<'sqs' | 'sns' | 'dynamodb' | 'secretsmanager', CallCounts>;
  /**
   * The capacity units of the reads and writes since the start, with every index; rejects where the database does not
   * count them: dynalite does.
   */
  units(): Promise<CapacityUnits>;
  /** The number of stream records that the notifier has not taken yet. */
  untold(): number;
  /** The number of those that the keeper of the books has not taken yet. */
  unkept(): number;
  /** The names of the schedules. */
  readonly schedules: readonly string[];
  /** Fires a schedule now, by its logical id or its name; rejects where its function failed. */
  fire(schedule: string): Promise<void>;
  stop(): Promise<void>;
}

/** The time that work in flight is given to end. */
const GRACE_MS = 10_000;

/**
 * Starts the gateway on this machine from what the app synthesizes.
 * @throws {LocalFault} with everything that stands in the way
 */
export function startGateway(options: GatewayOptions): Promise<Gateway> {
  const ending = new Ending(GRACE_MS);
  return ending.around(() => start(options, ending));
}

async function start(options: GatewayOptions, ending: Ending): Promise<Gateway> {
  const { configFile, secrets, node = process.execPath, log = () => {} } = options;
  const whole = loadConfiguration(configFile);
  const { lanes = lanesOf(whole) } = options;
  const configuration = withLanes(whole, lanes);
  checkSecrets(configuration, secrets);
  const { region, stage } = configuration;

  const work = mkdtempSync(path.join(tmpdir(), 'declarant-'));
  ending.add(() => rmSync(work, { recursive: true, force: true }));
  // The port first: that it is taken should not show only after the synthesis.
  const api = callbacksOf(configuration) && new ApiServer(log);
  const port = await api?.listen(options.port);
  ending.add(() => api?.close(ending.left()));
  const callbackUrl = api && `http://${LOOPBACK}:${port}`;
  const parameters = new Map<string, string>();

  const assembly = options.template ?? path.join(work, 'cdk.out');
  const started = await together([
    options.template === undefined && synthesize(writeWithLanes(configFile, lanes, work), assembly),
    writeRuntime(work),
    keep(ending, startDatabase(options, log)),
    keep(ending, startQueues(region)),
    keep(ending, startSecretsManager(region)),
    keep(ending, startParameterStore(region, parameters)),
  ]);
  const [, program, database, queues, secretsManager, parameterStore] = started;
  const endpoints = {
    sqs: queues.endpoint,
    dynamodb: database.endpoint,
    sns: queues.endpoint,
    s3: queues.endpoint,
    secretsmanager: secretsManager.endpoint,
    ssm: parameterStore.endpoint,
  };
  const called = (await options.between?.(endpoints)) ?? endpoints;

  const world: World = {
    ...{ region, database, queues, secretsManager, secrets, log, callbackUrl, parameters },
    makePool: (definition) => new FunctionPool(definition, { region, endpoints: called }, { node, program }, log),
    ...{ functions: new Map(), tables: new Set(), schedules: [], apis: new Map() },
    mostMs: quickestFeedMs(configuration),
    ...{ alarms: [], eventSources: [], streams: new Map(), streamSources: [] },
  };
  await makeResources(readAssembly(assembly), world);
  const pools = [...world.functions.values()];
  const lambda = await startLambda(
    (name, event) => pools.find(({ definition }) => definition.name === name)?.invoke(event),
    () => pools.reduce((sum, { definition }) => sum + (definition.reservedConcurrency ?? 0), 0),
  );
  ending.add(() => lambda.close());
  const cloudWatch = await startCloudWatch(region, queues.lyingIn, world.alarms);
  ending.add(() => cloudWatch.close());
  const more = { lambda: lambda.endpoint, cloudwatch: cloudWatch.endpoint };
  const ready = readyOf(configuration, world, { ...endpoints, ...more }, callbackUrl);

  // The order of the end: nothing new comes in, then the functions end, then what they call.
  ending.add(() => Promise.all(pools.map((pool) => pool.stop(ending.left()))));
  ending.add(() => api?.close(ending.left()));
  const sources = [...world.eventSources, ...world.streamSources];
  for (const source of sources) source.start();
  ending.add(() => within(Promise.all(sources.map((source) => source.stop())), ending.left()));
  for (const schedule of world.schedules) schedule.start();
  ending.add(() => {
    for (const schedule of world.schedules) schedule.stop();
  });
  const [definition] = world.apis.values();
  api?.open(definition);
  const names = resourceNames(stage);
  const waitingFor = (name: string) =>
    world.streamSources
      .filter(({ definition }) => definition.functionName === name)
      .reduce((sum, source) => sum + source.untold, Number(database.isBehind?.() ?? false));

  return {
    ready,
    stage,
    api: definition,
    functions: new Map(
      pools.flatMap((pool) => [
        [pool.definition.logicalId, pool],
        [pool.definition.name, pool],
      ]),
    ),
    calls: {
      sqs: queues.calls,
      sns: queues.topicCalls,
      dynamodb: database.calls,
      secretsmanager: secretsManager.calls,
    },
    async units() {
      if (!database.units) throw new TypeError('This database does not count its units');
      return database.units();
    },
    untold: () => waitingFor(names.notifier),
    unkept: () => waitingFor(names.keeper),
    schedules: world.schedules.map(({ definition }) => definition.name),
    async fire(name) {
      const schedule = world.schedules.find(
        ({ definition }) => definition.logicalId === name || definition.name === name,
      );
      if (!schedule) throw new TypeError(`There is no schedule ${name}`);
      await schedule.fire();
    },
    stop: () => ending.run(),
  };
}

async function startDatabase(
  { dynamodb, dataDirectory }: GatewayOptions,
  log: (line: string) => void,
): Promise<DatabaseStandIn> {
  if (dynamodb === 'dynamodb-local') {
    if (dataDirectory)
      throw new LocalFault(
        'input',
        'DynamoDB Local keeps nothing on disk: leave out the data directory, or use dynalite.',
      );
    return startDynamodbLocal(log);
  }
  if (dataDirectory) await mkdir(dataDirectory, { recursive: true });
  return startDynalite(log, dataDirectory);
}

async function writeRuntime(work: string): Promise<string> {
  const file = path.join(work, 'runtime.mjs');
  await writeFile(file, await compile(new URL('./lambda/runtime.ts', import.meta.url), 'esm'));
  return file;
}

/** The ready line. A table or a queue that the template lacks is a fault. */
function readyOf(
  configuration: Configuration,
  world: World,
  endpoints: Endpoints,
  callbackUrl: string | undefined,
): Ready {
  const names = resourceNames(configuration.stage);
  const faults: string[] = [];
  const queueOf = (name: string) => {
    if (!world.queues.source(`arn:aws:sqs:${world.region}:${ACCOUNT}:${name}`))
      faults.push(`The template has no queue ${name}.`);
    return world.queues.urlOf(name);
  };
  const lanes = lanesOf(configuration);
  const outcomes = Object.fromEntries(
    platformsOf(configuration.platforms).map(({ name }) => [name, queueOf(names.platform(name).outcomes)]),
  );
  const queues: Ready['queues'] = {
    ...Object.fromEntries(
      lanes.map((lane) => {
        const { outbox, deadLetters } = names.lane(lane);
        return [lane, { outbox: queueOf(outbox), deadLetters: queueOf(deadLetters) }];
      }),
    ),
    ...(configuration.platforms.length > 0 && { outcomes }),
  };
  if (!world.tables.has(names.ledger)) faults.push(`The template has no table ${names.ledger}.`);
  if (world.apis.size > 1) faults.push('The template has more than one API; the local machine serves one.');
  if (faults.length > 0) throw new LocalFault('template', faults);
  return {
    ready: true,
    ...(callbackUrl !== undefined && { callbackUrl }),
    ...{ endpoints, queues, table: names.ledger, region: world.region },
  };
}

/** Notes how a stand-in ends as soon as it runs, so that it ends also where another one fails to start. */
async function keep<Kind extends StandIn>(ending: Ending, starting: Promise<Kind>): Promise<Kind> {
  const standIn = await starting;
  ending.add(() => standIn.close());
  return standIn;
}

/** Awaits all parts, and the last one also where one fails, so that nothing starts after the end. */
async function together<Parts extends readonly unknown[]>(
  parts: [...Parts],
): Promise<{ [Part in keyof Parts]: Awaited<Parts[Part]> }> {
  await Promise.allSettled(parts);
  return (await Promise.all(parts)) as { [Part in keyof Parts]: Awaited<Parts[Part]> };
}
