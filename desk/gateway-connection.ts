import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SNSClient } from '@aws-sdk/client-sns';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { Share } from '../functions/admission/admit.ts';
import type { LaneSwitch } from '../functions/admission/dynamodb-admission.ts';
import type { Ledger } from '../functions/ledger/ledger.ts';
import type { Outcomes } from '../functions/outcomes/outcomes.ts';
import type { TokenUses } from '../functions/tokens/token-uses.ts';
import { type AuthorityName, isAuthority } from '../schemas/catalogue.ts';
import { type Configuration, parseConfiguration } from '../schemas/configuration.ts';
import { FaultsError } from '../schemas/fault.ts';
import { resourceNames } from '../schemas/resource-names.ts';
import { DeskFault } from './fault.ts';
import { type Published, published } from './published.ts';
import { type RunningGateway, runningGateways } from './running-gateways.ts';
import { printable } from './terminal.ts';
import type { TokenSecret } from './token-secret.ts';

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
  /** The URL of the queue of what an authority's sender could not take up. */
  deadLetters(authority: AuthorityName): Promise<string>;
  /** The authority whose lane is named so. */
  lane(name: string): AuthorityName;
  /** Our part of an authority's rate; undefined where the configuration of a local gateway is gone. */
  share(authority: AuthorityName): Share | undefined;
  laneSwitch(authority: AuthorityName): Promise<LaneSwitch>;
  outcomes(): Promise<Outcomes>;
  /** The secret that customs calls back with. */
  callbackToken(): Promise<TokenSecret>;
  /** What customs was seen to call back with. */
  tokenUses(): Promise<TokenUses>;
  readonly installation: Installation;
}

/** What a gateway consists of, for who looks at the whole of it: whether all of it is there is not said. */
export interface Installation {
  readonly stage: string;
  readonly region: string;
  /** The ledger's table. */
  readonly table: string;
  /** Undefined where the configuration of a local gateway is gone. */
  configuration(): Configuration | undefined;
  /** Where customs calls back a local gateway, without a slash at its end; a deployed one publishes it. */
  readonly callbackUrl: string | undefined;
  readonly isLocal: boolean;
  /** What puts it up, or puts up again what is missing: a command, or words. */
  readonly putUp: string;
  dynamodb(): Promise<DynamoDBClient>;
  sqs(): Promise<SQSClient>;
  sns(): Promise<SNSClient>;
  secrets(): Promise<SecretsManagerClient>;
  /** What was published when it was deployed. */
  published(): Promise<Published>;
  lambda(): Promise<LambdaClient>;
}

export interface ConnectOptions {
  config?: string | undefined;
  /** The process id of a local gateway. */
  gateway?: number | undefined;
}

interface Reach {
  region: string;
  /** Of a local gateway; a deployed one is reached as the SDK is set up. */
  endpoints?: RunningGateway['endpoints'];
  stage: string;
  table: string;
  callbackUrl: string | undefined;
  putUp: string;
  queueUrl(authority: AuthorityName, queue: LaneQueue, client: SQSClient): Promise<string>;
  configuration(): Configuration | undefined;
}
type LaneQueue = 'outbox' | 'deadLetters';

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
  const { endpoints, region, stage, table, callbackUrl, queues, pid } = running;
  return connection(`the local gateway (pid ${pid})`, '', authorities, {
    region,
    endpoints,
    stage,
    table,
    callbackUrl,
    putUp: 'end the local gateway, and start it again',
    // A lane that is not there was refused before.
    queueUrl: async (authority, queue) => queues[authority]?.[queue] ?? '',
    configuration() {
      try {
        return readConfiguration(running.config, running.config);
      } catch {
        // It may have been moved, or be half edited, since the gateway was started with it.
        return undefined;
      }
    },
  });
}

function deployedGateway(configuration: Configuration, file: string): GatewayConnection {
  const { stage, region, lanes } = configuration;
  const names = resourceNames(stage);
  const authorities = Object.entries(lanes).flatMap(([name, lane]) => (lane && isAuthority(name) ? [name] : []));
  return connection(`the gateway of the stage ${stage} in ${region}`, ` --config ${file}`, authorities, {
    region,
    stage,
    table: names.ledger,
    callbackUrl: undefined,
    putUp: `npx cdk deploy --all -c config=${file}`,
    async queueUrl(authority, queue, client) {
      const { GetQueueUrlCommand } = await import('@aws-sdk/client-sqs');
      const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName: names.lane(authority)[queue] }));
      return QueueUrl as string;
    },
    configuration: () => configuration,
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
  const client = (endpoint: string | undefined) =>
    endpoint ? { region, endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : { region };

  const queues = once(async () => {
    const { SQSClient } = await import('@aws-sdk/client-sqs');
    return new SQSClient(client(endpoints?.sqs));
  });
  const table = once(async () => {
    const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
    return new DynamoDBClient(client(endpoints?.dynamodb));
  });
  const topics = once(async () => {
    const { SNSClient } = await import('@aws-sdk/client-sns');
    return new SNSClient(client(endpoints?.sns));
  });
  const secrets = once(async () => {
    const { SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    return new SecretsManagerClient(client(endpoints?.secretsmanager));
  });
  const told = once(async () => {
    const { SSMClient } = await import('@aws-sdk/client-ssm');
    return published(new SSMClient(client(endpoints?.ssm)), reach.stage);
  });
  const lambda = once(async () => {
    const { LambdaClient } = await import('@aws-sdk/client-lambda');
    return new LambdaClient(client(endpoints?.lambda));
  });
  const ledger = once(async () => {
    const [client, { dynamoDbLedger }] = await Promise.all([table(), import('../functions/ledger/dynamodb-ledger.ts')]);
    // The desk adds no record: how long a record would stay is for the functions to know.
    return dynamoDbLedger({ client, tableName: reach.table, retentionDays: 0 });
  });
  const urls = new Map<string, Promise<string>>();

  const lane = (name: string): AuthorityName => {
    const found = authorities.find((authority) => authority === name);
    if (found) return found;
    throw new DeskFault(
      'NO_LANE',
      `There is no lane for ${printable(name)} at ${title}: it has ${authorities.join(', ')}.`,
    );
  };
  const queue = (name: LaneQueue) => (authority: AuthorityName) => {
    lane(authority);
    const key = `${authority}/${name}`;
    const known = urls.get(key) ?? queues().then((sqs) => reach.queueUrl(authority, name, sqs));
    urls.set(key, known);
    return known;
  };
  const outbox = queue('outbox');

  /** The topic lies beside the queues: in the same account, region and partition. */
  const outcomes = once(async () => {
    const [{ GetQueueAttributesCommand }, { snsOutcomes }, sns, sqs, QueueUrl] = await Promise.all([
      import('@aws-sdk/client-sqs'),
      import('../functions/outcomes/outcomes.ts'),
      topics(),
      queues(),
      outbox(authorities[0] as AuthorityName),
    ]);
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
    const [arn, partition, , ...place] = (Attributes?.['QueueArn'] ?? '').split(':').slice(0, -1);
    const topic = [arn, partition, 'sns', ...place, resourceNames(reach.stage).outcomes].join(':');
    return snsOutcomes(sns, topic);
  });

  return {
    title,
    options,
    authorities,
    ledger,
    queues,
    outbox,
    deadLetters: queue('deadLetters'),
    lane,
    share: (authority) => reach.configuration()?.lanes[authority]?.share,
    async laneSwitch(authority) {
      const [client, { dynamoDbLaneSwitch }] = await Promise.all([
        table(),
        import('../functions/admission/dynamodb-admission.ts'),
      ]);
      return dynamoDbLaneSwitch({ client, tableName: reach.table, authority, now: Date.now });
    },
    outcomes,
    async callbackToken() {
      const name = reach.configuration()?.callbacks.tokenSecret;
      if (name === undefined) {
        const why = 'its configuration, which names the secret, is gone or cannot be used';
        throw new DeskFault('CONFIGURATION', `The callback token of ${title} is not known: ${why}.`);
      }
      const [client, { tokenSecret }] = await Promise.all([secrets(), import('./token-secret.ts')]);
      return tokenSecret(client, name);
    },
    async tokenUses() {
      const [client, { dynamoDbTokenUses }] = await Promise.all([table(), import('../functions/tokens/token-uses.ts')]);
      return dynamoDbTokenUses(client, reach.table);
    },
    installation: {
      ...{ region, stage: reach.stage, table: reach.table, callbackUrl: reach.callbackUrl, putUp: reach.putUp },
      isLocal: endpoints !== undefined,
      configuration: () => reach.configuration(),
      ...{ dynamodb: table, sqs: queues, sns: topics, secrets, lambda, published: told },
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
