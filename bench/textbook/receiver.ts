import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { recordCallback, statusOf } from './filings.ts';
import { publish } from './outcomes.ts';
import type { DeclarationCallback } from './submission.ts';

const documents = DynamoDBDocumentClient.from(new DynamoDBClient());

/** Takes a callback that the authorizer let through: keeps it with the filing's state, and publishes its outcome. */
export async function handler({ body, isBase64Encoded }: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  const raw = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8').toString('utf8');
  const callback = callbackOf(raw);
  if (!callback) return answer(400, { errorCode: 'BAD_REQUEST', errorDescription: 'The message cannot be read' });
  await recordCallback(documents, callback, raw);
  const { lrn, messageId } = callback.header;
  await publish({ lrn, status: statusOf(callback), messageId });
  return answer(200, {});
}

function callbackOf(raw: string): DeclarationCallback | undefined {
  try {
    const { header, declarationState } = JSON.parse(raw) as DeclarationCallback;
    const isComplete = header.lrn && header.messageId && declarationState.state && declarationState.stateDateTime;
    return isComplete ? { header, declarationState } : undefined;
  } catch {
    return undefined;
  }
}

function answer(statusCode: number, body: object): APIGatewayProxyResult {
  return { statusCode, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}
