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
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import type { Outcome } from '../../schemas/outcome.ts';
import { resourceNames } from '../../schemas/resource-names.ts';
import type { ShownFiling as Filing } from '../../schemas/shown-filing.ts';
import { shown } from '../../schemas/shown-filing.ts';
import { clientOf, createLedgerTable, type Engine } from './dynamodb.ts';
import { countIn, takeAll } from './queues.ts';

const AWS_ACCOUNT = '000000000000';

/** The gateway from its synthesized template, with one lane, and what a test does with it. */
export interface RunningGateway {
  gateway: Gateway;
  ledger: Ledger;
  /** Every line that the functions and the runner logged. */
  logs: string[];
  /** The configuration that it was started with. */
  configFile: string;
  /** Puts a text on the outbox, as a platform does. */
  submit(text: string): Promise<void>;
  filing(reference: string, kind?: FilingKind): Promise<Filing>;
  /** Waits until a filing is as wanted, and returns it. */
  until(reference: string, wanted: (filing: Filing) => boolean, kind?: FilingKind): Promise<Filing>;
  /** Waits until the books have all that was written, unless they cannot be kept. */
  kept(): Promise<void>;
  /** Runs housekeeping on books that are kept, without waiting for its minute. */
  housekeep(): Promise<void>;
  /** The outcomes published so far, after all stored messages were notified of, unless they cannot be. */
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

/** The wishes of a test about its gateway, whichever lane it has. */
export interface RunningGatewayOptions {
  engine?: Engine;
  /** Puts a wire between the functions and the stand-ins that they call. */
  between?: NonNullable<GatewayOptions['between']>;
}

export interface OneLane {
  authority: AuthorityName;
  /** The kind of filing that is meant where none is named. */
  kind: FilingKind;
  /** The configuration, its stage aside. */
  configuration: object;
  secrets: Readonly<Record<string, string>>;
}

/** Starts the gateway with one lane, and waits until it is ready. */
export async function startRunningGateway(
  { authority, kind: usualKind, configuration, secrets }: OneLane,
  { between, engine = 'dynalite' }: RunningGatewayOptions,
): Promise<RunningGateway> {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-test-'));
  const logs: string[] = [];
  const configFile = path.join(folder, 'config.json');
  writeFileSync(configFile, JSON.stringify({ stage: 'test', ...configuration }));
  const gateway = await startGateway({
    ...{ configFile, secrets, dynamodb: engine },
    ...(between && { between }),
    log: (line) => logs.push(line),
  });

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
  const lanes = queues[authority];
  if (!lanes) throw new Error(`The gateway has no lane ${authority}`);

  const filing = async (reference: string, kind = usualKind) => {
    const key = { authority, kind, reference };
    return shown(readFiling(key, await ledger.records(key)).filing);
  };

  return {
    gateway,
    configFile,
    ledger,
    logs,
    filing,
    outcomesFor: (platform) =>
      takeAll<Outcome>(sqs, heardUrl.replace(heard, resourceNames('test').platform(platform).outcomes)),
    async submit(text) {
      await sqs.send(new SendMessageCommand({ QueueUrl: lanes.outbox, MessageBody: text }));
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
    kept: () => untilNone(gateway.unkept),
    async housekeep() {
      await untilNone(gateway.unkept);
      await gateway.fire(resourceNames('test').housekeeping);
    },
    async outcomes() {
      await untilNone(gateway.untold);
      outcomes.push(...(await takeAll<Outcome>(sqs, heardUrl)));
      return outcomes;
    },
    queued: (queue) => countIn(sqs, lanes[queue]),
    async handOut({ afterSeconds, times }) {
      const deadLetterTargetArn = `arn:aws:sqs:${region}:${AWS_ACCOUNT}:${resourceNames('test').lane(authority).deadLetters}`;
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
      await gateway.stop();
      for (const client of [sqs, sns, dynamodb]) client.destroy();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits for what follows the ledger's stream; it may be held up for as long as something is out of order. */
async function untilNone(waiting: () => number): Promise<void> {
  const deadline = Date.now() + 8_000;
  while (waiting() > 0 && Date.now() < deadline) await sleep(50);
}
