import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { variable } from './environment.ts';
import { DAY_SECONDS } from './tables.ts';

/**
 * Takes a message's place in this second, by one conditional write.
 * @throws where the second is full: the message comes back after its visibility timeout
 */
export async function takePlace(documents: DynamoDBDocumentClient): Promise<void> {
  const second = Math.floor(Date.now() / 1000);
  try {
    await documents.send(
      new UpdateCommand({
        TableName: variable('LIMITS_TABLE'),
        Key: { second: String(second) },
        UpdateExpression: 'SET expiresAt = :expiresAt ADD taken :one',
        ConditionExpression: 'attribute_not_exists(taken) OR taken < :most',
        ExpressionAttributeValues: {
          ...{ ':one': 1, ':most': Number(variable('PER_SECOND')), ':expiresAt': second + DAY_SECONDS },
        },
      }),
    );
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) throw new Error('This second is full');
    throw error;
  }
}
