import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type AccessTokens, type AccessTokensOptions, accessTokens } from '../../functions/tokens/access-token.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';

interface Instance extends Pick<AccessTokensOptions, 'request' | 'now'> {
  client: DynamoDBClient;
  tableName: string;
  authority: string;
  owner: string;
}

/**
 * The tokens of one instance, which knows of the others by the table alone; after refused credentials it pauses for a
 * minute.
 */
export function tokenInstance({ request, now, ...table }: Instance): AccessTokens {
  const store = dynamoDbTokenStore({ ...table, now });
  return accessTokens({ request, onRequested: () => {}, store, now, sleep, pauseMs: 60_000, requestMs: 20_000 });
}
