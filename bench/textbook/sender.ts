import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { IdempotencyConfig, makeIdempotent } from '@aws-lambda-powertools/idempotency';
import { DynamoDBPersistenceLayer } from '@aws-lambda-powertools/idempotency/dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { completedMessage, file } from './customs.ts';
import { variable } from './environment.ts';
import { recordFiled } from './filings.ts';
import { takePlace } from './limiter.ts';
import { publish } from './outcomes.ts';
import type { DeclarationSubmission } from './submission.ts';

const client = new DynamoDBClient();
const documents = DynamoDBDocumentClient.from(client);
const processor = new BatchProcessor(EventType.SQS);
const config = new IdempotencyConfig({ eventKeyJmesPath: 'payload.header.lrn', throwOnNoIdempotencyKey: true });
const persistenceStore = new DynamoDBPersistenceLayer({
  ...{ tableName: variable('IDEMPOTENCY_TABLE'), awsSdkV3Client: client },
});

/** Files one declaration, once for its LRN: on an error the queue hands it out again. */
const fileOnce = makeIdempotent(
  async (submission: DeclarationSubmission) => {
    await takePlace(documents);
    const message = completedMessage(submission);
    const answered = await file(message);
    if (answered !== 200 && answered !== 400) throw new Error(`Customs answered ${answered}`);
    const status = answered === 200 ? 'sent' : 'refused';
    await recordFiled(documents, submission, message, status);
    const { messageId } = message;
    if (status === 'refused') await publish({ lrn: submission.payload.header.lrn, status, messageId });
    return { status, messageId };
  },
  { persistenceStore, config },
);

/** The sender by the vendor's guides: a batch in parallel, and each message by itself. */
export function handler(event: SQSEvent, context: Context): Promise<SQSBatchResponse> {
  config.registerLambdaContext(context);
  const recordHandler = (record: SQSRecord) => fileOnce(JSON.parse(record.body));
  return processPartialResponse(event, recordHandler, processor, { context });
}
