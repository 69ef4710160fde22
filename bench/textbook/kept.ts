import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Kept } from '../support/design.ts';
import { ledger } from './tables.ts';

/** The items of a declaration in the textbook's table. */
export async function keptOf(documents: DynamoDBDocumentClient, TableName: string, lrn: string): Promise<Kept> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: `${ledger.partitionKey} = :lrn`,
      ExpressionAttributeValues: { ':lrn': lrn },
      ConsistentRead: true,
    }),
  );
  const filing = Items.find((item) => item[ledger.sortKey] === ledger.filing);
  const callbacks = Items.filter((item) => String(item[ledger.sortKey]).startsWith(ledger.message));
  return {
    callbacks: callbacks.length,
    isReleased: filing?.['status'] === 'released' && filing['declaration'] !== undefined,
  };
}
