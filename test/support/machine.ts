import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DeleteTableCommand, type DynamoDBClient, waitUntilTableNotExists } from '@aws-sdk/client-dynamodb';
import { CreateTopicCommand, DeleteTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { dynamoDbLedger } from '../../functions/ledger/dynamodb-ledger.ts';
import { readFiling } from '../../functions/ledger/filing.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { type Gateway, type GatewayOptions, startGateway } from '../../local/gateway.ts';
import { type Simulator, type SimulatorOptions, startDeltaH7 } from '../../local/simulators/delta-h7/index.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import { shown } from '../../schemas/shown-filing.ts';
import { clientOf, createLedgerTable, type Engine } from './dynamodb.ts';
import { countIn, takeAll } from './queues.ts';

export const CALLBACK_TOKEN = 'the-token-that-customs-was-given';
export const CUSTOMS_ACCOUNT = {
  clientId: 'client',
  clientSecret: 'client-secret',
  username: 'technical',
  password: 'pass-word',
};

const AWS_ACCOUNT = '000000000000';
export const CREDENTIALS_SECRET = 'declarant/test/delta-h7/credentials';
export const TOKEN_SECRET = 'declarant/test/callback-token';

/** The gateway from its synthesized template, beside a customs simulator. */
export interface Machine {
  gateway: Gateway;
  customs: Simulator;
  ledger: Ledger;
  /** Every line that the functions and the runner logged. */
  logs: string[];
  /** The configuration that it was started with. */
  configFile: string;
  /** Puts a text on the outbox, as a platform does. */
  submit(text: string): Promise<void>;
  /** Posts to the callback API. */
  callback(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: unknown; type: string | null }>;
  filing(reference: string, kind?: FilingKind): Promise<Filing>;
  /** Waits until a filing is as wanted, and returns it. */
  until(reference: string, wanted: (filing: Filing) => boolean, kind?: FilingKind): Promise<Filing>;
  /** Runs housekeeping now, without waiting for its minute. */
  housekeep(): Promise<void>;
  /** The outcomes published so far, after all stored callbacks were notified of, unless they cannot be. */
  outcomes(): Promise<Outcome[]>;
  /** The outcomes in a platform's own queue since it was read last. */
  outcomesFor(platform: string): Promise<Outcome[]>;
  /** Sets the outbox's visibility timeout in seconds, and its most receives. */
  handOut(again: { afterSeconds: number; times: number }): Promise<void>;
  /** Runs something without the topic: nothing can be published. */
  withoutTopic(act: () => Promise<void>): Promise<void>;
  /** The number of messages in a queue of the lane, in flight or not. */
  queued(queue: 'outbox' | 'deadLetters'): Promise<number>;
  /** Runs something without the ledger's table, whose content is lost. */
  withoutLedger(act: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

export interface MachineOptions {
  engine?: Engine;
  /** Puts a wire between the functions and the stand-ins that they call. */
  between?: NonNullable<GatewayOptions['between']>;
  lane?: Record<string, unknown>;
  customs?: Partial<SimulatorOptions>;
  /** The platforms that get a queue of their own. */
  platforms?: Configuration['platforms'];
  platformTrust?: Configuration['platformTrust'];
}

export async function startMachine({
  between,
  engine = 'dynalite',
  lane = {},
  customs: more = {},
  platforms = [],
  platformTrust = 'apart',
}: MachineOptions = {}): Promise<Machine> {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-test-'));
  const logs: string[] = [];
  let callbackUrl = '';
  const customs = await startDeltaH7({
    port: 0,
    pace: 0,
    callbackUrl: () => callbackUrl,
    callbackToken: CALLBACK_TOKEN,
    accounts: [CUSTOMS_ACCOUNT],
    ...more,
  });

  const configFile = path.join(folder, 'config.json');
  const share = { perSecond: 100, perHour: 100_000 };
  const deltaH7 = {
    baseUrl: customs.url,
    tokenUrl: customs.tokenUrl,
    credentialsSecret: CREDENTIALS_SECRET,
    share,
    timeoutSeconds: 2,
    pauseSeconds: 1,
    ...lane,
  };
  writeFileSync(
    configFile,
    JSON.stringify({
      stage: 'test',
      lanes: { 'delta-h7': deltaH7 },
      callbacks: { tokenSecret: TOKEN_SECRET },
      platforms,
      platformTrust,
    }),
  );
  const gateway = await startGateway({
    configFile,
    secrets: { [CREDENTIALS_SECRET]: JSON.stringify(CUSTOMS_ACCOUNT), [TOKEN_SECRET]: CALLBACK_TOKEN },
    dynamodb: engine,
    ...(between && { between }),
    log: (line) => logs.push(line),
  }).catch(async (error: unknown) => {
    // The timer would keep the process from its end.
    await customs.close();
    throw error;
  });
  callbackUrl = gateway.ready.callbackUrl ?? '';

  const { endpoints, region, queues, table } = gateway.ready;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const sqs = new SQSClient({ endpoint: endpoints.sqs, region, credentials });
  const sns = new SNSClient({ endpoint: endpoints.sns, region, credentials });
  const dynamodb: DynamoDBClient = clientOf({ endpoint: endpoints.dynamodb, region });
  const ledger = dynamoDbLedger({ client: dynamodb, tableName: table, retentionDays: 1 });
  const topic = `arn:aws:sns:${region}:${AWS_ACCOUNT}:${resourceNames('test').outcomes}`;
  const heard = 'platform-outcomes';
  const heardUrl = (await sqs.send(new CreateQueueCommand({ QueueName: heard }))).QueueUrl as string;
  const subscribe = () =>
    sns.send(
      new SubscribeCommand({
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: `arn:aws:sqs:${region}:${AWS_ACCOUNT}:${heard}`,
        Attributes: { RawMessageDelivery: 'true' },
      }),
    );
  await subscribe();
  const outcomes: Outcome[] = [];
  const lanes = queues['delta-h7'];
  if (!lanes) throw new Error('The gateway has no lane delta-h7');

  const filing = async (reference: string, kind: FilingKind = 'declaration') => {
    const key = { authority: 'delta-h7', kind, reference } as const;
    return shown(readFiling(key, await ledger.records(key)).filing);
  };

  return {
    gateway,
    customs,
    configFile,
    ledger,
    logs,
    filing,
    outcomesFor: (platform) =>
      takeAll<Outcome>(sqs, heardUrl.replace(heard, resourceNames('test').platform(platform).outcomes)),
    async submit(text) {
      await sqs.send(new SendMessageCommand({ QueueUrl: lanes.outbox, MessageBody: text }));
    },
    async callback(route, body, headers = { Authorization: `Bearer ${CALLBACK_TOKEN}` }) {
      const raw = body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body);
      const response = await fetch(`${callbackUrl}${route}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: raw as string,
      });
      const text = await response.text();
      return {
        status: response.status,
        body: text ? JSON.parse(text) : undefined,
        type: response.headers.get('content-type'),
      };
    },
    async until(reference, wanted, kind) {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const now = await filing(reference, kind);
        if (wanted(now)) return now;
        if (Date.now() > deadline)
          throw new Error(`${reference} stays ${JSON.stringify(now, null, 1)}\n${logs.slice(-12).join('\n')}`);
        await sleep(50);
      }
    },
    housekeep: () => gateway.fire(resourceNames('test').housekeeping),
    async outcomes() {
      const deadline = Date.now() + 8_000;
      while (gateway.untold() > 0 && Date.now() < deadline) await sleep(50);
      outcomes.push(...(await takeAll<Outcome>(sqs, heardUrl)));
      return outcomes;
    },
    queued: (queue) => countIn(sqs, lanes[queue]),
    async handOut({ afterSeconds, times }) {
      const deadLetterTargetArn = `arn:aws:sqs:${region}:${AWS_ACCOUNT}:${resourceNames('test').lane('delta-h7').deadLetters}`;
      const RedrivePolicy = JSON.stringify({ deadLetterTargetArn, maxReceiveCount: times });
      const Attributes = { VisibilityTimeout: String(afterSeconds), RedrivePolicy };
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl: lanes.outbox, Attributes }));
    },
    async withoutTopic(act) {
      await sns.send(new DeleteTopicCommand({ TopicArn: topic }));
      await act();
      await sns.send(new CreateTopicCommand({ Name: resourceNames('test').outcomes }));
      await subscribe();
    },
    async withoutLedger(act) {
      await dynamodb.send(new DeleteTableCommand({ TableName: table }));
      await waitUntilTableNotExists(
        { client: dynamodb, minDelay: 0.05, maxDelay: 0.1, maxWaitTime: 10 },
        { TableName: table },
      );
      await act();
      await createLedgerTable(dynamodb, table);
    },
    async stop() {
      await customs.close();
      await gateway.stop();
      for (const client of [sqs, sns, dynamodb]) client.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
