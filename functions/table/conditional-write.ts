import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** The attributes in which an item names the write that made it, and the one that changed it last. */
export const WRITTEN_BY = 'writtenBy';
export const CHANGED_BY = 'changedBy';

/** The result of a conditional write: it was made; another's write stands there instead; or there is no such item. */
export type Written = 'written' | 'overtaken' | 'absent';

/**
 * Makes a conditional write. The SDK repeats a write whose answer was lost, and the repeated one fails on its own first
 * try. Each write therefore leaves a nonce in the item, alone or in a list of the latest; where the condition fails,
 * the item is read and the nonce says whose write it holds. Without a failure this costs no request.
 * @param place the table, and the item's key
 * @param attribute where the write leaves its nonce; makers and changers use different ones, so that a change right
 * after does not hide who made the item
 * @param write sends the command, with its nonce
 * @throws any other error of the command: it may have been applied then
 */
export async function conditionally(
  documents: DynamoDBDocumentClient,
  place: { TableName: string; Key: Record<string, unknown> },
  attribute: typeof WRITTEN_BY | typeof CHANGED_BY,
  write: (nonce: string) => Promise<unknown>,
): Promise<Written> {
  const nonce = randomBytes(9).toString('base64url');
  try {
    await write(nonce);
    return 'written';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  const { Item } = await documents.send(
    new GetCommand({
      ...place,
      ConsistentRead: true,
      ProjectionExpression: '#partition, #writer',
      ExpressionAttributeNames: { '#partition': ledgerTable.partitionKey, '#writer': attribute },
    }),
  );
  if (!Item) return 'absent';
  const writers: unknown = Item[attribute];
  const isOurs = Array.isArray(writers) ? writers.includes(nonce) : writers === nonce;
  return isOurs ? 'written' : 'overtaken';
}
