import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { NotifyAgain, NotifyAgainResult } from '../../schemas/untold.ts';
import { deployedArchive } from '../archive/deployed-archive.ts';
import { notifierEnvironment, readEnvironment } from '../environment.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { dynamoDbTellings } from '../ledger/tellings.ts';
import { sqsClient } from '../outbox/client.ts';
import { sqsRelease } from '../outbox/outbox.ts';
import { snsOutcomesInBatches } from '../outcomes/batches.ts';
import { consoleTelemetry } from '../telemetry/log.ts';
import { remembering } from './failed-calls.ts';
import { notifyAgain } from './notify-again.ts';
import { type NotifyBatchPorts, notifyBatch } from './notify-batch.ts';
import { sqsPutAside } from './put-aside.ts';

const environment = readEnvironment(notifierEnvironment);

const sqs = remembering(sqsClient());
const dynamodb = remembering(new DynamoDBClient());
const tableName = environment.LEDGER_TABLE;
const retentionDays = Number(environment.RETENTION_DAYS);

const ports: NotifyBatchPorts = {
  ledger: dynamoDbLedger({
    client: dynamodb,
    tableName,
    retentionDays,
    archive: deployedArchive(dynamodb, environment),
  }),
  tellings: dynamoDbTellings(dynamodb, tableName, retentionDays),
  outcomes: snsOutcomesInBatches(remembering(new SNSClient()), environment.OUTCOMES_TOPIC),
  telemetry: consoleTelemetry({ stage: environment.STAGE }),
  release: sqsRelease(sqs, JSON.parse(environment.OUTBOXES)),
  putAside: sqsPutAside(sqs, environment.UNTOLD_URL),
  overdueMinutes: JSON.parse(environment.OVERDUE_MINUTES),
  technicalReplay: JSON.parse(environment.TECHNICAL_REPLAY),
  now: () => new Date(),
};

/**
 * Publishes the outcomes of stored messages, as the stream of the ledger's table brings them or an operator names
 * them.
 */
export async function handler(
  event: DynamoDBStreamEvent | NotifyAgain,
): Promise<DynamoDBBatchResponse | NotifyAgainResult[]> {
  if ('notifyAgain' in event) return notifyAgain(event.notifyAgain, ports);
  return { batchItemFailures: await notifyBatch(event.Records, ports) };
}
