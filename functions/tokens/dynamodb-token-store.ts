import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { CHANGED_BY, conditionally } from '../table/conditional-write.ts';
import type { AccessToken, FailedRequest, TokenStore } from './access-token.ts';

export interface TokenStoreOptions {
  client: DynamoDBClient;
  tableName: string;
  authority: string;
  /** The name of the token. @default token */
  name?: string;
  /** The name of this instance, which marks its lease. */
  owner: string;
  now: () => number;
}

/**
 * The shared token, or the reason why there is none, in one item of the table, beside the lane's admission; encrypted
 * at rest like the whole table.
 */
export function dynamoDbTokenStore({
  client,
  tableName,
  authority,
  name = 'token',
  owner,
  now,
}: TokenStoreOptions): TokenStore {
  const documents = DynamoDBDocumentClient.from(client);
  const item = {
    TableName: tableName,
    Key: { [ledgerTable.partitionKey]: `lane/${authority}`, [ledgerTable.sortKey]: name },
  };

  return {
    async read() {
      const { Item } = await documents.send(new GetCommand({ ...item, ConsistentRead: true }));
      const token = Item?.['accessToken'] as AccessToken | undefined;
      const failed = Item?.['failed'] as FailedRequest | undefined;
      return { ...(token && { token }), ...(failed && { failed }) };
    },
    async acquire(until, { token, failed }) {
      const sameToken = token ? 'accessToken.obtainedAt = :obtainedAt' : 'attribute_not_exists(accessToken)';
      const sameFailure = failed ? 'failed.#at = :failedAt' : 'attribute_not_exists(failed)';
      const take = (nonce: string) =>
        documents.send(
          new UpdateCommand({
            ...item,
            UpdateExpression: `SET leaseUntil = :until, leaseOwner = :owner, ${CHANGED_BY} = :nonce`,
            ConditionExpression: `(attribute_not_exists(leaseUntil) OR leaseUntil < :now) AND ${sameToken} AND ${sameFailure}`,
            ...(failed && { ExpressionAttributeNames: { '#at': 'at' } }),
            ExpressionAttributeValues: {
              ':until': until,
              ':owner': owner,
              ':now': now(),
              ':nonce': nonce,
              ...(token && { ':obtainedAt': token.obtainedAt }),
              ...(failed && { ':failedAt': failed.at }),
            },
          }),
        );
      return (await conditionally(documents, item, CHANGED_BY, take)) === 'written';
    },
    async write(accessToken) {
      await documents.send(
        new UpdateCommand({
          ...item,
          UpdateExpression: 'SET accessToken = :token REMOVE failed, leaseUntil, leaseOwner',
          ExpressionAttributeValues: { ':token': accessToken },
        }),
      );
    },
    async fail(failed) {
      try {
        await documents.send(
          new UpdateCommand({
            ...item,
            UpdateExpression: 'SET failed = :failed REMOVE leaseUntil, leaseOwner',
            ConditionExpression: 'leaseOwner = :owner',
            ExpressionAttributeValues: { ':failed': failed, ':owner': owner },
          }),
        );
      } catch (error) {
        // Another instance has the lease by now, and finds out itself.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
