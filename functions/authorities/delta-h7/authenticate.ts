import type { AuthorizationServer, Client } from 'oauth4webapi';
import { connectionCause } from '../../../schemas/connection-cause.ts';
import { type DeltaH7Credentials, deltaH7Credentials } from '../../../schemas/delta-h7/credentials.ts';
import type { DeltaH7Lane } from '../../../schemas/delta-h7/lane.ts';
import type { AccessToken } from '../../tokens/access-token.ts';
import { type ReadSecret, SecretError } from '../../tokens/secrets.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import { tokenIn } from '../../tokens/token-response.ts';
import { answerText } from '../calling/answer-text.ts';
import { retryAfterMs } from '../calling/retry-after.ts';

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
  const credentials = await credentialsIn(lane.credentialsSecret, readSecret);
  const response = await ask(lane, credentials, fetch).catch((reason: unknown) => {
    const { cause, detail } = connectionCause(reason);
    const where = detail === undefined ? cause : `${cause} ${detail}`;
    throw new TokenFailure({ kind: 'unavailable', cause: 'token-endpoint', detail: where });
  });
  const retryMs = retryAfterMs(response.headers.get('Retry-After'), now());
  return tokenIn({ httpStatus: response.status, text: await answerText(response), retryMs }, now());
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

/** Errors of Secrets Manager that are AWS's own, and pass. */
const PASSING = /Throttling|InternalService|Timeout|TooManyRequests|LimitExceeded/;

async function credentialsIn(name: string, readSecret: ReadSecret): Promise<DeltaH7Credentials> {
  try {
    return parsed(name, await readSecret(name));
  } catch (error) {
    const { name: detail, $metadata } = error as Error & { $metadata?: unknown };
    if (error instanceof SecretError)
      throw new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail: error.code });
    if ($metadata === undefined || PASSING.test(detail)) throw error;
    throw new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail });
  }
}

function parsed(name: string, secret: string): DeltaH7Credentials {
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
