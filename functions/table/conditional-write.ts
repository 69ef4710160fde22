import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** The attributes in which an item keeps by which write it was made, and by which it was changed last. */
export const WRITTEN_BY = 'writtenBy';
export const CHANGED_BY = 'changedBy';

/** The result of a conditional write: it was made; somebody else's stands there instead; or there is no such item. */
export type Written = 'written' | 'overtaken' | 'absent';

/**
 * Makes a conditional write. The SDK repeats one whose answer was lost, and finds that its condition fails: on its
 * own first try. So each write has a nonce that it leaves in the item, alone or in a list of the latest; where the
 * condition fails, the item is read, and says whose it is. As long as nothing fails this costs no request.
 * @param place the table, and the item's key
 * @param attribute where the write leaves its nonce; not the same for what is made and what is changed, so that a
 * change that follows at once does not hide who made it
 * @param write sends the command, with its nonce
 * @throws whatever else the command fails by: it may have been applied then
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
