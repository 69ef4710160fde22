import type { AuthorizationServer, Client } from 'oauth4webapi';
import { type DeltaH7Credentials, deltaH7Credentials } from '../../../schemas/delta-h7/credentials.ts';
import type { DeltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import type { AccessToken } from '../../tokens/access-token.ts';
import { readCredentials } from '../../tokens/credentials.ts';
import type { ReadSecret } from '../../tokens/secrets.ts';
import { tokenIn } from '../../tokens/token-response.ts';
import { tokenResponse } from '../calling/token-response.ts';

/**
 * [H7-A1] Obtains a token by the OAuth2 password grant (§2.3.7.1).
 * @throws {TokenFailure} where the endpoint gives none or cannot be reached, or the secret cannot be used
 */
export async function requestToken(
  lane: DeltaH7Lane,
  readSecret: ReadSecret,
  fetch: typeof globalThis.fetch,
  now: () => number,
): Promise<AccessToken> {
  const { value: credentials } = await readCredentials(lane.credentialsSecret, readSecret, deltaH7Credentials());
  return tokenIn(await tokenResponse(() => ask(lane, credentials, fetch), now), now());
}

/** Asks the token endpoint; redirects are not followed, since the credentials would go with them (H7-A3). */
async function ask(
  lane: DeltaH7Lane,
  { clientId, clientSecret, username, password }: DeltaH7Credentials,
  fetch: typeof globalThis.fetch,
): Promise<Response> {
  // Imported only now: most instances find the shared token and never ask for one.
  const oauth = await import('./oauth.ts');
  const server: AuthorizationServer = { issuer: new URL(lane.tokenUrl).origin, token_endpoint: lane.tokenUrl };
  const client: Client = { client_id: clientId };
  const authentication =
    lane.clientAuthentication === 'basic'
      ? oauth.ClientSecretBasic(clientSecret)
      : oauth.ClientSecretPost(clientSecret);
  return oauth.genericTokenEndpointRequest(
    server,
    client,
    authentication,
    'password',
    { username, password, ...(lane.scope && { scope: lane.scope }) },
    {
      [oauth.customFetch]: (url, options) => fetch(url, { ...(options as RequestInit), redirect: 'manual' }),
      // Plain HTTP reaches this point only for loopback addresses: the configuration takes no other.
      [oauth.allowInsecureRequests]: lane.tokenUrl.startsWith('http://'),
      signal: AbortSignal.timeout(lane.timeoutSeconds * 1000),
    },
  );
}
