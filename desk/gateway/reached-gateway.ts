import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { ArchiveReader } from '../../functions/ledger/archived.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { ACTION_DAYS, callbacksOf, RETENTION_DAYS } from '../../schemas/configuration.ts';
import type { Law } from '../../schemas/law.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import { DeskFault } from '../fault.ts';
import { laneLaw } from '../lanes/lane-law.ts';
import { printable } from '../terminal/terminal.ts';
import type { GatewayConnection, Installation } from './gateway-connection.ts';
import { published } from './published.ts';
import type { RunningGateway } from './running-gateways.ts';

/** The place of a gateway, and all that is known of it. */
export interface Reach
  extends Pick<Installation, 'region' | 'stage' | 'table' | 'callbackUrl' | 'putUp' | 'configuration'> {
  /** The endpoints of a local gateway; a deployed one is reached as the SDK is set up. */
  endpoints?: RunningGateway['endpoints'];
  queueUrl(authority: AuthorityName, queue: LaneQueue, client: SQSClient): Promise<string>;
}
type LaneQueue = 'outbox' | 'deadLetters';

/** Nobody waits long for what is only good to know: a network may let nobody reach CloudWatch. */
const QUICKLY = { maxAttempts: 2, requestHandler: { connectionTimeout: 2000, requestTimeout: 5000 } };

/** Each part of the SDK is loaded by the first command that needs it: the desk has to answer at once. */
export function connection(
  title: string,
  options: string,
  authorities: readonly AuthorityName[],
  reach: Reach,
): GatewayConnection {
  const { region, endpoints } = reach;
  const client = (endpoint: string | undefined) =>
    endpoint ? { region, endpoint, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } } : { region };
  type Settings = ReturnType<typeof client>;
  const sdk = <Client>(load: () => Promise<new (settings: Settings) => Client>, endpoint: string | undefined) =>
    once(async () => new (await load())(client(endpoint)));

  const queues = sdk(async () => (await import('@aws-sdk/client-sqs')).SQSClient, endpoints?.sqs);
  const table = sdk(async () => (await import('@aws-sdk/client-dynamodb')).DynamoDBClient, endpoints?.dynamodb);
  const topics = sdk(async () => (await import('@aws-sdk/client-sns')).SNSClient, endpoints?.sns);
  const secrets = sdk(
    async () => (await import('@aws-sdk/client-secrets-manager')).SecretsManagerClient,
    endpoints?.secretsmanager,
  );
  const objects = sdk(async () => (await import('@aws-sdk/client-s3')).S3Client, endpoints?.s3);
  const lambda = sdk(async () => (await import('@aws-sdk/client-lambda')).LambdaClient, endpoints?.lambda);
  const cloudWatch = once(async () => {
    if (endpoints && !endpoints.cloudwatch) return undefined;
    const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
    return new CloudWatchClient({ ...client(endpoints?.cloudwatch), ...QUICKLY });
  });
  const parameters = sdk(async () => (await import('@aws-sdk/client-ssm')).SSMClient, endpoints?.ssm);
  const told = once(async () => published(await parameters(), reach.stage));
  /** A store in the gateway's table. */
  const stored = <Module, Store>(
    load: () => Promise<Module>,
    make: (module: Module, client: DynamoDBClient) => Store,
  ) => once(async () => make(...(await Promise.all([load(), table()]))));
  const ledger = stored(
    () => import('../../functions/ledger/dynamodb-ledger.ts'),
    ({ dynamoDbLedger }, client) =>
      dynamoDbLedger({ client, tableName: reach.table, retentionDays: retentionDays(), archive }),
  );
  /** Its bucket has the account in its name, which the URL of a queue says. */
  const archived = once(async () => {
    const [{ archiveReader }, { dynamoDbArchiveIndex }, { s3Archive }, client] = await Promise.all([
      import('../../functions/archive/archive-reader.ts'),
      import('../../functions/archive/archive-index.ts'),
      import('../../functions/archive/s3-archive.ts'),
      table(),
    ]);
    const bucketOf = async () => {
      const outboxUrl = await outbox(authorities[0] as AuthorityName);
      const [account = ''] = new URL(outboxUrl).pathname.split('/').slice(1);
      return resourceNames(reach.stage).archive(account, region);
    };
    const store = once(async () => s3Archive({ bucket: await bucketOf(), client: await objects() }));
    const index = dynamoDbArchiveIndex(client, resourceNames(reach.stage).archived);
    return archiveReader({ get: async (...about) => (await store()).get(...about) }, index);
  });
  const archive: ArchiveReader = {
    pointer: async (...about) => (await archived()).pointer(...about),
    read: async (...about) => (await archived()).read(...about),
    referred: async (...about) => (await archived()).referred(...about),
    having: async (...about) => (await archived()).having(...about),
  };
  const actions = stored(
    () => import('../../functions/ledger/actions.ts'),
    ({ dynamoDbActions }, client) => dynamoDbActions(client, reach.table, Math.max(ACTION_DAYS, retentionDays())),
  );
  const laneSwitches = stored(
    () => import('../../functions/admission/dynamodb-admission.ts'),
    ({ dynamoDbLaneSwitch }, client) =>
      (authority: AuthorityName) =>
        dynamoDbLaneSwitch({ client, tableName: reach.table, authority, now: Date.now }),
  );
  const accessTokens = stored(
    () => import('../../functions/tokens/dynamodb-token-store.ts'),
    ({ dynamoDbTokenStore }, client) =>
      (authority: AuthorityName) =>
        dynamoDbTokenStore({ client, tableName: reach.table, authority, owner: 'desk', now: Date.now }),
  );
  const actor = once(async () => {
    const { callerArn, localActor } = await import('../actions/actor.ts');
    if (endpoints) return localActor();
    const { STSClient } = await import('@aws-sdk/client-sts');
    return callerArn(new STSClient(client(undefined)), title);
  });
  /** The days for which the desk's own records are kept; the default where a local gateway's configuration is gone. */
  const retentionDays = () => reach.configuration()?.retentionDays ?? RETENTION_DAYS;
  const urls = new Map<string, () => Promise<string>>();
  /** Read once: the gateway itself goes by the configuration with which it was put up. */
  const laws = new Map<AuthorityName, Law>();

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
    const known = urls.get(key) ?? once(async () => reach.queueUrl(authority, name, await queues()));
    urls.set(key, known);
    return known();
  };
  const outbox = queue('outbox');

  /** The topic lies beside the queues: in the same account, region and partition. */
  const outcomes = once(async () => {
    const [{ GetQueueAttributesCommand }, { snsOutcomes }, sns, sqs, QueueUrl] = await Promise.all([
      import('@aws-sdk/client-sqs'),
      import('../../functions/outcomes/outcomes.ts'),
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
    law(authority) {
      const law = laws.get(authority) ?? laneLaw(reach.configuration(), authority);
      laws.set(authority, law);
      return law;
    },
    share: (authority) => reach.configuration()?.lanes[authority]?.share,
    laneSwitch: (authority) => laneSwitches().then((switchOf) => switchOf(authority)),
    outcomes,
    actor,
    actions,
    async callbackToken() {
      const configuration = reach.configuration();
      if (!configuration) {
        const why = 'its configuration, which names the secret, is gone or cannot be used';
        throw new DeskFault('CONFIGURATION', `The callback token of ${title} is not known: ${why}.`);
      }
      const callbacks = callbacksOf(configuration);
      if (!callbacks) throw new DeskFault('USAGE', `No authority calls ${title} back, so there is no callback token.`);
      const [client, { tokenSecret }] = await Promise.all([secrets(), import('../token/token-secret.ts')]);
      return tokenSecret(client, callbacks.tokenSecret);
    },
    books: stored(
      () => import('../../functions/books/dynamodb-books.ts'),
      ({ dynamoDbBooks }, client) => dynamoDbBooks(client, reach.table, retentionDays(), archive),
    ),
    filingActions: stored(
      () => import('../../functions/ledger/filing-actions.ts'),
      ({ dynamoDbFilingActions }, client) =>
        dynamoDbFilingActions(client, reach.table, Math.max(ACTION_DAYS, retentionDays())),
    ),
    tellings: stored(
      () => import('../../functions/ledger/tellings.ts'),
      ({ dynamoDbTellings }, client) => dynamoDbTellings(client, reach.table, retentionDays()),
    ),
    redrives: stored(
      () => import('../../functions/outbox/redrives.ts'),
      ({ dynamoDbRedrives }, client) => dynamoDbRedrives(client, reach.table),
    ),
    tokenUses: stored(
      () => import('../../functions/tokens/token-uses.ts'),
      ({ dynamoDbTokenUses }, client) => dynamoDbTokenUses(client, reach.table),
    ),
    accessToken: (authority) => accessTokens().then((storeOf) => storeOf(authority)),
    unknownPlatforms: stored(
      () => import('../../functions/ledger/lane-names.ts'),
      ({ dynamoDbLaneNames, UNKNOWN_PLATFORMS }, client) => dynamoDbLaneNames(client, reach.table, UNKNOWN_PLATFORMS),
    ),
    installation: {
      ...{ region, stage: reach.stage, table: reach.table, callbackUrl: reach.callbackUrl, putUp: reach.putUp },
      isLocal: endpoints !== undefined,
      configuration: () => reach.configuration(),
      dynamodb: table,
      sns: topics,
      objects,
      secrets,
      lambda,
      cloudWatch,
      published: told,
    },
  };
}

/** Makes it when it is first asked for; again where that failed, since credentials may be good by then. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
