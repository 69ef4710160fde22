import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import type { TellAgain, ToldAgain } from '../../schemas/untold.ts';
import { readEnvironment, tellerEnvironment } from '../environment.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { sqsClient } from '../outbox/client.ts';
import { sqsRelease } from '../outbox/outbox.ts';
import { snsOutcomesInBatches } from '../outcomes/batches.ts';
import { consoleTelemetry } from '../telemetry/log.ts';
import { remembering } from './failed-calls.ts';
import { sqsPutAside } from './put-aside.ts';
import { tellAgain } from './tell-again.ts';
import { type TellBatchPorts, tellBatch } from './tell-batch.ts';

const environment = readEnvironment(tellerEnvironment);

const sqs = remembering(sqsClient());

const ports: TellBatchPorts = {
  ledger: dynamoDbLedger({
    client: remembering(new DynamoDBClient()),
    tableName: environment.LEDGER_TABLE,
    retentionDays: Number(environment.RETENTION_DAYS),
  }),
  outcomes: snsOutcomesInBatches(remembering(new SNSClient()), environment.OUTCOMES_TOPIC),
  telemetry: consoleTelemetry({ stage: environment.STAGE }),
  release: sqsRelease(sqs, JSON.parse(environment.OUTBOXES)),
  putAside: sqsPutAside(sqs, environment.UNTOLD_URL),
  overdueMinutes: JSON.parse(environment.OVERDUE_MINUTES),
  technicalReplay: JSON.parse(environment.TECHNICAL_REPLAY),
  now: () => new Date(),
};

/**
 * Tells the platforms of callbacks that were stored, as the stream of the ledger's table has them, and of those
 * that an operator asks for.
 */
export async function handler(event: DynamoDBStreamEvent | TellAgain): Promise<DynamoDBBatchResponse | ToldAgain[]> {
  if ('tellAgain' in event) return tellAgain(event.tellAgain, ports);
  return { batchItemFailures: await tellBatch(event.Records, ports) };
}
