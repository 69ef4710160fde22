import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { CHANGED_BY, conditionally } from '../table/conditional-write.ts';
import { laneKey, plainTable } from '../table/plain-table.ts';
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
 * The shared token, or the reason why there is none, and the times of a day's requests, in one item of the table, beside the lane's admission; encrypted
 * at rest like the whole table.
 */
export function dynamoDbTokenStore(options: TokenStoreOptions): TokenStore {
  const { client, tableName, authority, name = 'token', owner, now } = options;
  const { documents, get } = plainTable(client, tableName);
  const item = { TableName: tableName, Key: laneKey(authority, name) };

  return {
    async read() {
      const kept = await get(item.Key);
      const token = kept?.['accessToken'] as AccessToken | undefined;
      const failed = kept?.['failed'] as FailedRequest | undefined;
      const requests = (kept?.['requestedAt'] as string | undefined)?.split(' ').filter(Boolean).map(Number);
      return { ...(token && { token }), ...(failed && { failed }), ...(requests && { requests }) };
    },
    async acquire(until, { token, failed, requests: seen }, requests) {
      const sameToken = token ? 'accessToken.obtainedAt = :obtainedAt' : 'attribute_not_exists(accessToken)';
      const sameFailure = failed ? 'failed.#at = :failedAt' : 'attribute_not_exists(failed)';
      const sameRequests = seen ? 'requestedAt = :seen' : 'attribute_not_exists(requestedAt)';
      const take = (nonce: string) =>
        documents.send(
          new UpdateCommand({
            ...item,
            UpdateExpression: `SET leaseUntil = :until, leaseOwner = :owner, ${CHANGED_BY} = :nonce${requests ? ', requestedAt = :requests' : ''}`,
            ConditionExpression: `(attribute_not_exists(leaseUntil) OR leaseUntil < :now) AND ${sameToken} AND ${sameFailure} AND ${sameRequests}`,
            ...(failed && { ExpressionAttributeNames: { '#at': 'at' } }),
            ExpressionAttributeValues: {
              ':until': until,
              ':owner': owner,
              ':now': now(),
              ':nonce': nonce,
              ...(token && { ':obtainedAt': token.obtainedAt }),
              ...(failed && { ':failedAt': failed.at }),
              ...(seen && { ':seen': seen.join(' ') }),
              ...(requests && { ':requests': requests.join(' ') }),
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
    async fail(failed, requests) {
      try {
        await documents.send(
          new UpdateCommand({
            ...item,
            UpdateExpression: `SET failed = :failed${requests ? ', requestedAt = :requests' : ''} REMOVE leaseUntil, leaseOwner`,
            ConditionExpression: 'leaseOwner = :owner',
            ExpressionAttributeValues: {
              ':failed': failed,
              ':owner': owner,
              ...(requests && { ':requests': requests.join(' ') }),
            },
          }),
        );
      } catch (error) {
        // Another instance has the lease by now, and finds out itself.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
