import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SQSClient, SQSClientConfig } from '@aws-sdk/client-sqs';
import type { Ledger } from '../functions/ledger/ledger.ts';
import { type AuthorityName, isAuthority } from '../schemas/catalogue.ts';
import { type Configuration, parseConfiguration } from '../schemas/configuration.ts';
import { FaultsError } from '../schemas/fault.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { DeskFault } from './fault.ts';
import { type RunningGateway, runningGateways } from './running-gateways.ts';

/** A gateway that the desk talks to: one on this machine, or one that is deployed. */
export interface GatewayConnection {
  /** For people: `the local gateway (pid 123)`. */
  readonly title: string;
  /** The options by which a command reaches the same gateway again. */
  readonly options: string;
  /** The authorities that it has a lane for. */
  readonly authorities: readonly AuthorityName[];
  ledger(): Promise<Ledger>;
  queues(): Promise<SQSClient>;
  /** The URL of an authority's outbox. */
  outbox(authority: AuthorityName): Promise<string>;
}

export interface ConnectOptions {
  config?: string | undefined;
  /** The process id of a local gateway. */
  gateway?: number | undefined;
}

interface Reach {
  region: string;
  /** Of a local gateway; a deployed one is reached as the SDK is set up. */
  endpoints?: { sqs: string; dynamodb: string };
  table: string;
  outboxUrl(authority: AuthorityName, client: SQSClient): Promise<string>;
}

const PACKAGE_ROOT = fileURLToPath(new URL('..', import.meta.url));
const HOW_TO_START =
  'Start one with "npm start" (with a simulated customs and samples) or "npx declarant local --config FILE --secrets FILE", or name a deployed one with --config FILE.';

/**
 * Finds the gateway that is meant: the newest that was started here, or the one of a configuration.
 * @param elsewhere where gateways may have been started beside the current directory
 * @throws {DeskFault} where there is none
 */
export function connect(
  { config, gateway }: ConnectOptions,
  cwd = process.cwd(),
  elsewhere: readonly string[] = [PACKAGE_ROOT],
): GatewayConnection {
  if (config !== undefined && gateway !== undefined) {
    throw new DeskFault('USAGE', 'Name a gateway by --config or by --gateway, not by both.');
  }
  const running = [...new Set([cwd, ...elsewhere].map((directory) => resolve(directory)))].flatMap(runningGateways);
  if (config === undefined) return localGateway(chosen(running, gateway));

  const file = resolve(cwd, config);
  const configuration = readConfiguration(file, config);
  if (configuration.stage !== 'local') return deployedGateway(configuration, config);
  const match = running.find((one) => one.config === file) ?? running.find((one) => one.stage === 'local');
  if (match) return localGateway(match);
  throw new DeskFault(
    'NO_GATEWAY',
    `${config} is of the stage local, and no such gateway runs here. Start it with "npx declarant local --config ${config} --secrets FILE" or with "npm start".`,
  );
}

function chosen(running: readonly RunningGateway[], pid: number | undefined): RunningGateway {
  const found = pid === undefined ? running[0] : running.find((one) => one.pid === pid);
  if (found) return found;
  if (running.length === 0) throw new DeskFault('NO_GATEWAY', `No local gateway runs here. ${HOW_TO_START}`);
  const list = running
    .map((one) => `${one.pid} (${relative(process.cwd(), one.config)}, since ${one.startedAt})`)
    .join(', ');
  throw new DeskFault(
    'NO_GATEWAY',
    `No local gateway runs here under the process id ${pid}. There ${running.length === 1 ? 'is' : 'are'} ${list}.`,
  );
}

function localGateway(running: RunningGateway): GatewayConnection {
  const authorities = Object.keys(running.queues).filter(isAuthority);
  const { endpoints, region, table, queues, pid } = running;
  return connection(`the local gateway (pid ${pid})`, '', authorities, {
    region,
    endpoints,
    table,
    // A lane that is not there was refused before.
    outboxUrl: async (authority) => queues[authority]?.outbox ?? '',
  });
}

function deployedGateway(configuration: Configuration, file: string): GatewayConnection {
  const { stage, region, lanes } = configuration;
  const names = resourceNames(stage);
  const authorities = Object.entries(lanes).flatMap(([name, lane]) => (lane && isAuthority(name) ? [name] : []));
  return connection(`the gateway of the stage ${stage} in ${region}`, ` --config ${file}`, authorities, {
    region,
    table: names.ledger,
    async outboxUrl(authority, client) {
      const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
      const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: names.lane(authority).outbox }));
      return QueueUrl as string;
    },
  });
}

/** Each part of the SDK is loaded by the first command that needs it: the desk has to answer at once. */
function connection(
  title: string,
  options: string,
  authorities: readonly AuthorityName[],
  reach: Reach,
): GatewayConnection {
  const { region, endpoints } = reach;
  const client = (endpoint: string | undefined): SQSClientConfig =>
    endpoint ? { region, endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : { region };

  const queues = once(async () => {
    const { SQSClient } = await import('@aws-sdk/client-sqs');
    return new SQSClient(client(endpoints?.sqs));
  });
  const ledger = once(async () => {
    const [{ DynamoDBClient }, { dynamoDbLedger }] = await Promise.all([
      import('@aws-sdk/client-dynamodb'),
      import('../functions/ledger/dynamodb-ledger.ts'),
    ]);
    // The desk only reads: how long a record would stay is for the functions to know.
    return dynamoDbLedger({
      client: new DynamoDBClient(client(endpoints?.dynamodb)),
      tableName: reach.table,
      retentionDays: 0,
    });
  });
  const outboxes = new Map<AuthorityName, Promise<string>>();

  return {
    title,
    options,
    authorities,
    ledger,
    queues,
    outbox(authority) {
      if (!authorities.includes(authority)) {
        throw new DeskFault(
          'NO_LANE',
          `There is no lane for ${authority} at ${title}: it has ${authorities.join(', ')}.`,
        );
      }
      const known = outboxes.get(authority) ?? queues().then((sqs) => reach.outboxUrl(authority, sqs));
      outboxes.set(authority, known);
      return known;
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function readConfiguration(file: string, shown: string): Configuration {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new DeskFault(
      'CONFIGURATION',
      `The configuration ${shown} cannot be read: give the path of the file that the gateway was deployed with.`,
    );
  }
  try {
    return parseConfiguration(text, shown);
  } catch (error) {
    if (error instanceof FaultsError) throw new DeskFault('CONFIGURATION', error.message);
    throw error;
  }
}
