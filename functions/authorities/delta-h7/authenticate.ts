import type { AuthorizationServer, Client } from 'oauth4webapi';
import { type DeltaH7Credentials, deltaH7Credentials } from '../../../schemas/delta-h7/credentials.ts';
import { textAt } from '../../../schemas/delta-h7/fields.ts';
import type { DeltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import type { AccessToken } from '../../tokens/access-token.ts';
import { type ReadSecret, SecretError } from '../../tokens/secrets.ts';
import { NoToken } from './no-token.ts';
import { TokenRefused } from './token-refused.ts';

/** A token's life where the answer does not say: not public, so short. */
const LIFE_IF_UNSAID_SECONDS = 300;

/** [H7-A1] Obtains a token by the OAuth2 password grant (§2.3.7.1). */
export async function requestToken(
  lane: DeltaH7Lane,
  readSecret: ReadSecret,
  fetch: typeof globalThis.fetch,
  now: () => number,
): Promise<AccessToken> {
  const { clientId, clientSecret, username, password } = readCredentials(
    lane.credentialsSecret,
    await readSecret(lane.credentialsSecret),
  );
  // Only now: most instances find the token that they all share, and ask for none.
  const oauth = await import('./oauth.ts');
  const server: AuthorizationServer = { issuer: new URL(lane.tokenUrl).origin, token_endpoint: lane.tokenUrl };
  const client: Client = { client_id: clientId };
  const authentication =
    lane.clientAuthentication === 'basic'
      ? oauth.ClientSecretBasic(clientSecret)
      : oauth.ClientSecretPost(clientSecret);

  const response = await oauth.genericTokenEndpointRequest(
    server,
    client,
    authentication,
    'password',
    { username, password, ...(lane.scope && { scope: lane.scope }) },
    {
      [oauth.customFetch]: async (url, options) => liberally(await fetch(url, options as RequestInit)),
      // Plain HTTP reaches this point for loopback addresses only: the configuration takes no other.
      [oauth.allowInsecureRequests]: lane.tokenUrl.startsWith('http://'),
      signal: AbortSignal.timeout(lane.timeoutSeconds * 1000),
    },
  );
  const token = await oauth.processGenericTokenEndpointResponse(server, client, response).catch((reason: unknown) => {
    throw new NoToken(reason);
  });
  const obtainedAt = now();
  const life = token.expires_in ?? LIFE_IF_UNSAID_SECONDS;
  return { value: token.access_token, obtainedAt, expiresAt: obtainedAt + life * 1000 };
}

/**
 * The form of customs' token answer is not public: one without media type or `token_type` is read
 * as the JSON with a bearer token that it must be.
 */
async function liberally(response: Response): Promise<Response> {
  if (response.status >= 400 && response.status < 500) {
    throw new TokenRefused(textAt(await response.json().catch(() => undefined), '/error'));
  }
  if (!response.ok) return response;
  const value: unknown = await response.json();
  if (typeof value !== 'object' || value === null) return Response.json(value);
  const filled = Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null));
  return Response.json({ token_type: 'Bearer', ...filled });
}

function readCredentials(name: string, secret: string): DeltaH7Credentials {
  let value: unknown;
  try {
    value = JSON.parse(secret);
  } catch {
    throw new SecretError(name, 'is not JSON {clientId, clientSecret, username, password}');
  }
  const result = deltaH7Credentials().safeParse(value);
  if (result.success) return result.data;
  const missing = result.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new SecretError(name, `lacks ${missing}`);
}
