import { randomUUID } from 'node:crypto';
import { authorities } from '../../functions/authorities/registry.ts';
import type { TokenStore } from '../../functions/tokens/access-token.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';
import { secretsManager } from '../../functions/tokens/secrets.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { LaneConfiguration } from '../../schemas/configuration.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';

/**
 * An authority by the sender's own code, with the secret and the shared tokens of a gateway.
 * @param seen a store of tokens as the authority is to see it
 */
export async function enteredAuthority(
  { installation }: GatewayConnection,
  authority: AuthorityName,
  lane: LaneConfiguration,
  now: () => number,
  onTokenRequested: (failure?: { error: unknown }) => void = () => {},
  seen: (store: TokenStore) => TokenStore = (store) => store,
) {
  const [client, secrets] = await Promise.all([installation.dynamodb(), installation.secrets()]);
  const about = { client, tableName: installation.table, authority, owner: randomUUID(), now };
  const storeOf = (name: string) => dynamoDbTokenStore({ ...about, name });
  const entered = authorities[authority](lane, {
    files: installation.configuration()?.files[authority] ?? {},
    readSecret: secretsManager(secrets),
    tokenStore: (name) => seen(storeOf(name)),
    onTokenRequested,
  });
  return { entered, shared: storeOf('token') };
}
