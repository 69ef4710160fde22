import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { readEnvironment, tellerEnvironment } from '../environment.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { sqsClient } from '../outbox/client.ts';
import { sqsRelease } from '../outbox/outbox.ts';
import { snsOutcomesInBatches } from '../outcomes/batches.ts';
import { consoleTelemetry } from '../telemetry/log.ts';
import { tellBatch } from './tell-batch.ts';
import type { TellCallbackPorts } from './tell-callback.ts';

const environment = readEnvironment(tellerEnvironment);

const ports: TellCallbackPorts = {
  ledger: dynamoDbLedger({
    client: new DynamoDBClient(),
    tableName: environment.LEDGER_TABLE,
    retentionDays: Number(environment.RETENTION_DAYS),
  }),
  outcomes: snsOutcomesInBatches(new SNSClient(), environment.OUTCOMES_TOPIC),
  telemetry: consoleTelemetry({ stage: environment.STAGE }),
  release: sqsRelease(sqsClient(), JSON.parse(environment.OUTBOXES)),
  overdueMinutes: JSON.parse(environment.OVERDUE_MINUTES),
  technicalReplay: JSON.parse(environment.TECHNICAL_REPLAY),
  now: () => new Date(),
};

/** Tells the platforms of callbacks that were stored, as the stream of the ledger's table has them. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  return { batchItemFailures: await tellBatch(event.Records, ports) };
}
