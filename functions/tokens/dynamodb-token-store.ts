import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { AccessToken, TokenStore } from './access-token.ts';

export interface TokenStoreOptions {
  client: DynamoDBClient;
  tableName: string;
  authority: string;
  /** Names this instance: whose lease it is. */
  owner: string;
  now: () => number;
}

/** The shared token in one item of the table, beside the lane's admission; encrypted at rest like all of it. */
export function dynamoDbTokenStore({ client, tableName, authority, owner, now }: TokenStoreOptions): TokenStore {
  const documents = DynamoDBDocumentClient.from(client);
  const item = {
    TableName: tableName,
    Key: { [ledgerTable.partitionKey]: `lane/${authority}`, [ledgerTable.sortKey]: 'token' },
  };

  return {
    async read() {
      const { Item } = await documents.send(new GetCommand({ ...item, ConsistentRead: true }));
      return Item?.['accessToken'] as AccessToken | undefined;
    },
    async acquire(until, seen) {
      const unchanged = seen ? 'accessToken.obtainedAt = :seen' : 'attribute_not_exists(accessToken)';
      try {
        await documents.send(
          new UpdateCommand({
            ...item,
            UpdateExpression: 'SET leaseUntil = :until, leaseOwner = :owner',
            ConditionExpression: `(attribute_not_exists(leaseUntil) OR leaseUntil < :now) AND ${unchanged}`,
            ExpressionAttributeValues: {
              ':until': until,
              ':owner': owner,
              ':now': now(),
              ...(seen && { ':seen': seen.obtainedAt }),
            },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    async write(accessToken) {
      await documents.send(
        new UpdateCommand({
          ...item,
          UpdateExpression: 'SET accessToken = :token REMOVE leaseUntil, leaseOwner',
          ExpressionAttributeValues: { ':token': accessToken },
        }),
      );
    },
    async release() {
      try {
        await documents.send(
          new UpdateCommand({
            ...item,
            UpdateExpression: 'REMOVE leaseUntil, leaseOwner',
            ConditionExpression: 'leaseOwner = :owner',
            ExpressionAttributeValues: { ':owner': owner },
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
