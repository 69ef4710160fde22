import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { LaneConfiguration } from '../../schemas/configuration.ts';
import { pace } from '../admission/pace.ts';
import { authorities } from '../authorities/registry.ts';
import { readEnvironment, senderEnvironment } from '../environment.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { snsOutcomes } from '../outcomes/outcomes.ts';
import { consoleTelemetry } from '../telemetry/log.ts';
import { secretsManager } from '../tokens/secrets.ts';
import { type BatchPorts, sendBatch } from './batch.ts';
import { sqsPostpone } from './postpone.ts';

const environment = readEnvironment(senderEnvironment);
const lane = JSON.parse(environment.LANE) as LaneConfiguration;

const ports: BatchPorts = {
  authority: authorities[environment.AUTHORITY](lane, secretsManager(new SecretsManagerClient())),
  ledger: dynamoDbLedger({
    client: new DynamoDBClient(),
    tableName: environment.LEDGER_TABLE,
    retentionDays: Number(environment.RETENTION_DAYS),
  }),
  outcomes: snsOutcomes(new SNSClient(), environment.OUTCOMES_TOPIC),
  telemetry: consoleTelemetry(),
  // Each of the instances that may run at once keeps to its part of the lane's share.
  pace: pace({ perSecond: lane.share.perSecond / lane.maximumConcurrency, now: Date.now, sleep: (ms) => sleep(ms) }),
  postpone: sqsPostpone(new SQSClient(), environment.OUTBOX_URL),
  pauseSeconds: lane.pauseSeconds,
  now: () => new Date(),
};

/** No call is started that could not end, and be recorded, before the function does. */
const RESERVE_MS = lane.timeoutSeconds * 2_000 + 5_000;

/** Sends what a lane's outbox holds; what has to wait comes back by itself. */
export async function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  const hasTime = () => context.getRemainingTimeInMillis() > RESERVE_MS;
  return { batchItemFailures: await sendBatch(event.Records, hasTime, ports) };
}
