import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DeleteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListTopicsCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { DeleteQueueCommand, PurgeQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { doctor as examine } from '../../../desk/commands/doctor.ts';
import { callbackChecks } from '../../../desk/doctor/callbacks.ts';
import type { Diagnosis } from '../../../desk/doctor/diagnosis.ts';
import { connect } from '../../../desk/gateway/connect.ts';
import { desk } from '../../../desk/main.ts';
import { dynamoDbLaneNames, UNKNOWN_PLATFORMS } from '../../../functions/ledger/lane-names.ts';
import { dynamoDbTokenStore } from '../../../functions/tokens/dynamodb-token-store.ts';
import { announce } from '../../../local/running.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import { resourceNames } from '../../../schemas/resource-names.ts';
import { declarant } from '../../desk/support/cli.ts';
import { connectionOf } from '../../desk/support/connection.ts';
import type { Run } from '../../desk/support/in-folder.ts';
import { keptTerminal } from '../../desk/support/terminal.ts';
import { clientOf } from '../../support/dynamodb.ts';
import { type Identity, startIdentity } from '../../support/identity.ts';
import {
  CALLBACK_TOKEN,
  CREDENTIALS_SECRET,
  CUSTOMS_ACCOUNT,
  type Machine,
  startMachine,
  TOKEN_SECRET,
} from '../../support/machine.ts';

let machine: Machine;
let identity: Identity;
let cwd: string;
let secrets: SecretsManagerClient;
let sqs: SQSClient;
/** An address where nobody listens any more. */
let nobody: string;
beforeAll(async () => {
  identity = await startIdentity();
  machine = await startMachine({ platforms: ['shop-1'] });
  cwd = mkdtempSync(path.join(tmpdir(), 'doctor-'));
  const { sqs: queues, sns, dynamodb, secretsmanager, ssm, lambda, cloudwatch } = machine.gateway.ready.endpoints;
  const environment = {
    AWS_ACCESS_KEY_ID: 'operator',
    AWS_SECRET_ACCESS_KEY: 'operator',
    AWS_REGION: 'eu-west-3',
    AWS_ENDPOINT_URL_SQS: queues,
    AWS_ENDPOINT_URL_SNS: sns,
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secretsmanager,
    AWS_ENDPOINT_URL_SSM: ssm,
    AWS_ENDPOINT_URL_LAMBDA: lambda,
    AWS_ENDPOINT_URL_CLOUDWATCH: cloudwatch,
    AWS_ENDPOINT_URL_STS: identity.endpoint,
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  secrets = new SecretsManagerClient();
  sqs = new SQSClient();
  const client = new SNSClient();
  const { Topics = [] } = await client.send(new ListTopicsCommand());
  const topic = Topics.find(({ TopicArn }) => TopicArn?.endsWith(`:${resourceNames('test').alarms}`));
  await client.send(
    new SubscribeCommand({ TopicArn: topic?.TopicArn, Protocol: 'email', Endpoint: 'operator@x.example' }),
  );
  client.destroy();
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  nobody = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await once(server.close(), 'close');
});
afterAll(async () => {
  for (const client of [secrets, sqs]) client?.destroy();
  vi.unstubAllEnvs();
  await machine?.stop();
  await identity?.close();
  if (cwd) rmSync(cwd, { recursive: true });
});

/** The configuration of the machine, with the part that a test breaks. */
function configured(lane: object = {}, more: object = {}): string {
  const file = path.join(cwd, 'test.json');
  const deltaH7 = {
    baseUrl: machine.customs.url,
    tokenUrl: machine.customs.tokenUrl,
    credentialsSecret: CREDENTIALS_SECRET,
    share: { perSecond: 100, perHour: 100_000 },
    timeoutSeconds: 2,
    ...lane,
  };
  const callbacks = { tokenSecret: TOKEN_SECRET };
  const value = { stage: 'test', lanes: { 'delta-h7': deltaH7 }, callbacks, platforms: ['shop-1'], ...more };
  writeFileSync(file, JSON.stringify(value));
  return file;
}

interface Told {
  code: number;
  checks: Diagnosis[];
}

async function doctor(file: string, ...argv: string[]): Promise<Told> {
  const { terminal, out, err } = keptTerminal();
  const code = await desk(['doctor', '--config', file, '--json', ...argv], terminal);
  const text = out.join('\n');
  expect(err).toEqual([]);
  for (const secret of [CUSTOMS_ACCOUNT.clientSecret, CUSTOMS_ACCOUNT.password, CALLBACK_TOKEN])
    expect(text).not.toContain(secret);
  const told = JSON.parse(text) as { exitCode: number; checks: Diagnosis[] };
  expect(told.exitCode).toBe(code);
  return { code, checks: told.checks };
}

/** The checks that are not well, as `verdict part: text`. */
const unwell = ({ checks }: Told) =>
  checks.filter(({ verdict }) => verdict !== 'ok').map(({ verdict, part, says }) => `${verdict} ${part}: ${says}`);
const remedyOf = ({ checks }: Told, part: string) => checks.find((one) => one.part === part)?.remedy;
const put = (SecretId: string, SecretString: string) =>
  secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));

describe('a gateway that works', { timeout: 60_000 }, () => {
  it('is ok in every part, and the new token is shared with the sender', async () => {
    const first = await doctor(configured());
    expect(unwell(first)).toEqual([]);
    expect(first.code).toBe(0);
    expect(first.checks.map(({ part }) => part)).toEqual([
      ...[
        'version',
        'configuration',
        'table',
        'deployment',
        'concurrency',
        'stream of the table',
        'backups',
        'retention',
        'index of the archive',
      ],
      ...['outbox of delta-h7', 'dead letters of delta-h7'],
      ...[
        'telling of messages',
        'age of messages',
        'outcomes',
        'outcomes of shop-1',
        'platforms',
        'alarms',
        'raised alarms',
        'baseUrl of delta-h7',
        'tokenUrl of delta-h7',
        'settings of delta-h7',
        'credentials of delta-h7',
        'callback token',
        'answers delta-h7',
        'token of delta-h7',
      ],
      ...['callbacks', 'callbacks', 'unknown address', 'lane delta-h7'],
    ]);
    const { callbackUrl } = machine.gateway.ready;
    expect(first.checks.filter(({ says }) => says.startsWith(callbackUrl ?? '?'))).toHaveLength(3);
    const tokenSays = ({ checks }: Told) => checks.find(({ part }) => part === 'token of delta-h7')?.says;
    expect(tokenSays(first)).toMatch(/oauth2\/token gave one, good until /);
    expect(tokenSays(await doctor(configured()))).toMatch(/^the one that is shared is good until /);
    expect(tokenSays(await doctor(configured(), '--new-token'))).toMatch(/gave one/);
  });

  it('is found on this machine, and reported in lines with remedies', async () => {
    const startedAt = new Date().toISOString();
    announce(cwd, { ...machine.gateway.ready, pid: process.pid, config: configured(), stage: 'test', startedAt });
    const run = (): Promise<Run> => declarant(cwd, ['doctor', '--gateway', String(process.pid)]);
    const well = await run();
    expect(well).toMatchObject({ code: 0, err: '' });
    expect(well.out).toMatch(/^ok {7}version {19}Declarant \d.+\n\nAll is well\.\n$/s);
    configured({}, { platforms: ['shop-1', 'shop-2'] });
    const unwell = await run();
    expect(unwell.code).toBe(2);
    expect(unwell.out).toMatch(/^fault {4}outcomes of shop-2 .+does not get what is published\n {35}→ end the local/m);
    expect(unwell.out).toMatch(/\n1 thing does not work\.\n$/);
  });
});

describe('the doctor reports with a remedy', { timeout: 60_000 }, () => {
  afterEach(async () => {
    await put(CREDENTIALS_SECRET, JSON.stringify(CUSTOMS_ACCOUNT));
    await put(TOKEN_SECRET, CALLBACK_TOKEN);
  });

  it('a configuration that is missing, or is none', async () => {
    const gone = await doctor(path.join(cwd, 'gone.json'));
    expect(gone.code).toBe(2);
    expect(unwell(gone)[0]).toMatch(/^fault configuration: The configuration .+gone\.json cannot be read/);
    expect(remedyOf(gone, 'configuration')).toContain('npx declarant init');
    expect(unwell(await doctor(configured({ share: {} })))[0]).toContain('/lanes/delta-h7/share/perSecond');
  });

  it('credentials that AWS does not know', async () => {
    const env = {
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      AWS_CONFIG_FILE: '/x',
      AWS_SHARED_CREDENTIALS_FILE: '/x',
    };
    const { code, out } = await declarant(cwd, ['doctor', '--config', configured()], '', env);
    expect(code).toBe(2);
    expect(out).toMatch(/^fault {4}table +AWS does not take your credentials: .+\n +→ sign in \(aws sso login\)/m);
    expect(out).not.toContain('outbox');
  });

  it('a missing table, as in a wrong region', async () => {
    await machine.withoutLedger(async () => {
      const told = await doctor(configured());
      expect(unwell(told)).toEqual(['fault table: is not there']);
      expect(remedyOf(told, 'table')).toMatch(
        /^npx cdk deploy --all -c config=.+; or correct the region \(eu-west-3\)/,
      );
    });
  });

  it('a platform without its queue', async () => {
    expect(unwell(await doctor(configured({}, { platforms: ['shop-9'] })))).toEqual([
      'fault outcomes of shop-9: declarant-test-outcomes-shop-9 does not get what is published',
    ]);
  });

  it('[F29] a name under which somebody submits and that is not configured, and one that anybody may use', async () => {
    const { region, table, endpoints } = machine.gateway.ready;
    const client = clientOf({ endpoint: endpoints.dynamodb, region });
    await dynamoDbLaneNames(client, table, UNKNOWN_PLATFORMS).note('delta-h7', 'shop-x');
    const found = async (platforms: unknown[]) => unwell(await doctor(configured({}, { platforms })));
    expect(await found(['shop-1'])).toEqual([
      'warning platforms: submissions of the last days bear names that the configuration has not, and nobody hears of them: shop-x',
    ]);
    const open = { name: 'shop-x', accounts: ['111122223333'] };
    const anybody = 'warning platforms: whoever may put on an outbox may use the name of';
    expect(await found(['shop-1', open])).toContain(`${anybody} shop-x`);
    // One finding hides no other.
    expect((await found(['shop-1', { ...open, name: 'shop-y' }])).filter((one) => one.includes('platforms:'))).toEqual([
      expect.stringMatching(/^warning platforms: submissions of the last days .+: shop-x$/),
      `${anybody} shop-y`,
      expect.stringMatching(/may submit as desk, about the filings of all$/),
    ]);
    const closed = { ...open, senders: ['AROACKCEVSQ6C2EXAMPLE'] };
    const desk = { name: 'desk', senders: ['AROAOPERATORSEXAMPLE1'] };
    expect(await found(['shop-1', closed, desk])).not.toContainEqual(expect.stringContaining('platforms:'));
    const { partitionKey, sortKey } = ledgerTable;
    const Key = { [partitionKey]: { S: 'lane/delta-h7' }, [sortKey]: { S: 'unknown-platform/shop-x' } };
    await client.send(new DeleteItemCommand({ TableName: table, Key }));
    client.destroy();
  });

  it('missing secrets', async () => {
    const lane = { credentialsSecret: 'nowhere' };
    const told = await doctor(configured(lane, { callbacks: { tokenSecret: 'nowhere/token' } }), '--new-token');
    expect(unwell(told)).toEqual([
      'fault credentials of delta-h7: is not there',
      'fault callback token: is not there',
      'fault token of delta-h7: nowhere: secret (ResourceNotFoundException): the secret with the credentials cannot be used',
    ]);
    expect(told.code).toBe(2);
  });

  it.each([
    ['what the stack generated', 'Xy7;generated', / is not JSON \{clientId, clientSecret, username, password\}$/],
    [
      'a field left out',
      JSON.stringify({ ...CUSTOMS_ACCOUNT, password: '' }),
      /: password must be filled text, and is empty/,
    ],
  ])('credentials of the wrong form: %s', async (_, secret, says) => {
    await put(CREDENTIALS_SECRET, secret);
    const told = await doctor(configured(), '--new-token');
    expect(unwell(told)[0]).toMatch(says);
    expect(remedyOf(told, 'credentials of delta-h7')).toContain(
      `put-secret-value --region eu-west-3 --secret-id ${CREDENTIALS_SECRET}`,
    );
    expect(unwell(told)[1]).toMatch(/^fault token of delta-h7: .+: secret \(SECRET_UNUSABLE\): /);
  });

  it('credentials that customs does not take', async () => {
    await put(CREDENTIALS_SECRET, JSON.stringify({ ...CUSTOMS_ACCOUNT, password: 'another' }));
    const told = await doctor(configured(), '--new-token');
    const { tokenUrl } = machine.customs;
    expect(unwell(told)).toEqual([
      `fault token of delta-h7: ${tokenUrl}: credentials (invalid_grant): the token endpoint refuses the credentials`,
    ]);
    expect(remedyOf(told, 'token of delta-h7')).toContain('correct the account in the secret');
  });

  it.each([
    ['is not one', () => `${machine.customs.url}/nowhere`, 'token-endpoint (http-404)', 'correct tokenUrl'],
    ['has nobody behind it', () => `${nobody}/oauth2/token`, 'token-endpoint (refused ECONNREFUSED)', 'in tokenUrl'],
    [
      'is of the gateway itself',
      () => `${machine.gateway.ready.callbackUrl}/oauth2/token`,
      'token-endpoint (http-404)',
      'correct tokenUrl',
    ],
    [
      'has a host that nobody knows',
      () => 'https://does-not-exist.invalid/oauth2/token',
      'token-endpoint (dns ',
      'correct tokenUrl',
    ],
  ])('[F19] [F21] a token URL that %s', async (_, tokenUrl, says, remedy) => {
    const told = await doctor(configured({ tokenUrl: tokenUrl() }), '--new-token');
    expect(unwell(told).at(-1)).toContain(`fault token of delta-h7: ${tokenUrl()}: ${says}`);
    expect(remedyOf(told, 'token of delta-h7')).toContain(remedy);
    expect(told.code).toBe(2);
  });

  it('[F20] credentials that were refused a moment ago, which are not tried again for it', async () => {
    const shared = dynamoDbTokenStore({
      client: new DynamoDBClient(),
      tableName: resourceNames('test').ledger,
      authority: 'delta-h7',
      owner: 'a sender',
      now: Date.now,
    });
    await shared.write({ value: 'expired', obtainedAt: 0, expiresAt: 0 });
    await shared.acquire(Date.now() + 30_000, await shared.read());
    const at = Date.now();
    await shared.fail({ kind: 'unauthorised', cause: 'credentials', detail: 'invalid_grant', at, until: at + 60_000 });
    const { tokenRequests } = machine.customs;
    const told = await doctor(configured());
    expect(unwell(told)).toEqual([
      expect.stringMatching(
        /^fault token of delta-h7: the latest try was at .+, the next is at .+: credentials \(invalid_grant\): /,
      ),
    ]);
    expect(machine.customs.tokenRequests).toBe(tokenRequests);
    // A person who mended them asks at once.
    expect(unwell(await doctor(configured(), '--new-token'))).toEqual([]);
  });

  it('[F21] a base URL whose host nobody knows, or where nobody listens', async () => {
    const unknown = await doctor(configured({ baseUrl: 'https://does-not-exist.invalid/dh7' }));
    expect(unwell(unknown)).toEqual([
      expect.stringMatching(
        /^fault baseUrl of delta-h7: does-not-exist\.invalid cannot be reached from here: dns \(E[A-Z_]+\): the name of the authority's host is not known/,
      ),
    ]);
    expect(remedyOf(unknown, 'baseUrl of delta-h7')).toContain('correct baseUrl');
    const refused = await doctor(configured({ baseUrl: `${nobody}/dh7` }));
    expect(unwell(refused)).toEqual([
      expect.stringMatching(/^fault baseUrl of delta-h7: .+: refused \(ECONNREFUSED\): .+ nobody listens there$/),
    ]);
  });

  it('a callback token that no call can carry, or that is short', async () => {
    await put(TOKEN_SECRET, `${CALLBACK_TOKEN}\n`);
    const broken = await doctor(configured());
    expect(unwell(broken)).toEqual([expect.stringMatching(/^fault callback token: .+ holds what no call can carry/)]);
    expect(remedyOf(broken, 'callback token')).toContain('npx declarant token rotate --config');
    await put(TOKEN_SECRET, 'guess-me');
    const short = await doctor(configured());
    expect(short.code).toBe(1);
    expect(unwell(short)).toEqual([expect.stringMatching(/^warning callback token: .+ may be guessed/)]);
  });

  it.each([
    ['has nobody behind it', () => nobody, /cannot be reached: ECONNREFUSED$/],
    [
      'has a path too much',
      () => `${machine.gateway.ready.callbackUrl}/callbacks/`,
      /^fault callbacks: .+ answers 404, where 401/,
    ],
    ['is of somebody else', () => new URL(machine.customs.url).origin, /^fault callbacks: /],
  ])('a callback URL that %s', async (_, url, says) => {
    const told = await doctor(configured(), '--callback-url', url());
    expect(unwell(told)[0]).toMatch(says);
    expect(told.code).toBe(2);
  });

  it('a domain of the operator that leads elsewhere', async () => {
    const certificateArn = 'arn:aws:acm:eu-west-3:123456789012:certificate/1';
    const domain = { name: 'callbacks.x.example', certificateArn };
    const file = configured({}, { callbacks: { tokenSecret: TOKEN_SECRET, domain } });
    const { terminal, out } = keptTerminal();
    const elsewhere: typeof fetch = async () => Response.json({}, { status: 200 });
    const options = { callbackUrl: undefined, newToken: false, json: true };
    const withoutParameters = () => {
      const gateway = connect({ config: file });
      const nothing = { callbackUrl: undefined, version: undefined, ledgerStream: undefined };
      return { ...gateway, installation: { ...gateway.installation, published: async () => nothing } };
    };
    expect(await examine(options, withoutParameters, terminal, elsewhere)).toBe(2);
    expect(out.join('')).toMatch(/https:\/\/callbacks\.x\.example\/declarations\S+ answers 200 without a token/);
  });

  it('an unknown callback URL', async () => {
    const told = await doctor(configured(), '--callback-url', '');
    expect(unwell(told)).toEqual(['warning callbacks: where customs calls back is not known here']);
    expect(told.code).toBe(1);
  });

  it('a lane that is paused, and dead letters', async () => {
    const silent = keptTerminal().terminal;
    const file = configured();
    await desk(['pause', 'delta-h7', '--reason', 'maintenance', '--config', file], silent);
    const QueueUrl = machine.gateway.ready.queues['delta-h7']?.deadLetters;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no envelope' }));
    const told = await doctor(file);
    expect(unwell(told)).toEqual([
      expect.stringMatching(/^warning dead letters of delta-h7: 1 message could not be taken up, the oldest \d s old$/),
      expect.stringMatching(/^warning raised alarms: 1 of \d+ is raised: dead-letters delta-h7 since .+$/),
      expect.stringMatching(/^warning lane delta-h7: an operator paused it since .+: maintenance$/),
    ]);
    expect(told.code).toBe(1);
    expect(remedyOf(told, 'dead letters of delta-h7')).toContain(
      `npx declarant redrive delta-h7 --dry-run --config ${file}`,
    );
    await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    const untold = QueueUrl?.replace('delta-h7-dead-letters', 'untold');
    await sqs.send(new SendMessageCommand({ QueueUrl: untold, MessageBody: '{}' }));
    expect(unwell(await doctor(file))[0]).toMatch(
      /^warning telling of messages: platforms .+, which are stored: 1 entry in \S+, the oldest \d s old$/,
    );
    await sqs.send(new PurgeQueueCommand({ QueueUrl: untold }));
    await desk(['resume', 'delta-h7', '--reason', 'it is over', '--config', file], silent);
  });

  // The last two, since nothing puts back what they remove.
  it('a missing outbox', async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: machine.gateway.ready.queues['delta-h7']?.outbox }));
    const told = await doctor(configured());
    expect(unwell(told)).toEqual(['fault outbox of delta-h7: is not there']);
    expect(remedyOf(told, 'outbox of delta-h7')).toMatch(/^npx cdk deploy --all/);
  });

  it('a missing topic', async () => {
    await machine.withoutTopic(async () => {
      expect(unwell(await doctor(configured())).slice(1)).toEqual([
        'fault outcomes: the topic declarant-test-outcomes is not there',
        'fault outcomes of shop-1: the topic declarant-test-outcomes is not there',
      ]);
    });
  });
});

it('the callback URL is called under every prefix and on an unknown path, without a token', async () => {
  const calls: [string, RequestInit | undefined][] = [];
  const asked: typeof fetch = async (url, options) => {
    calls.push([String(url), options]);
    return Response.json(
      { errorCode: 'X', errorDescription: 'x' },
      { status: String(url).endsWith('/declarant-doctor') ? 404 : 401 },
    );
  };
  const { installation, authorities } = connectionOf('delta-h7');
  const found = await callbackChecks('https://x.example', authorities, installation, asked);
  expect(found.map(({ verdict }) => verdict)).toEqual(['ok', 'ok', 'ok']);
  expect(calls.map(([url]) => url)).toEqual([
    'https://x.example/declarations/declarant-doctor/reponses',
    'https://x.example/dh7/declarations/declarant-doctor/reponses',
    'https://x.example/declarant-doctor',
  ]);
  for (const [, options] of calls) {
    expect(options).toMatchObject({ method: 'POST', redirect: 'manual' });
    expect(new Headers(options?.headers).has('Authorization')).toBe(false);
  }
});
