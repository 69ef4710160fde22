import { randomUUID } from 'node:crypto';
import { authorities } from '../../functions/authorities/registry.ts';
import type { TokenStore } from '../../functions/tokens/access-token.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';
import { secretsManager } from '../../functions/tokens/secrets.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Configuration, LaneConfiguration } from '../../schemas/configuration.ts';
import type { GatewayConnection } from '../gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { printable } from '../terminal.ts';
import { type Check, check, type Finding, fault, ok } from './check.ts';
import { unanswered } from './unanswered.ts';

export interface TokenCheckOptions {
  /** Ask for a new token, also where the one that is shared is good. */
  newToken: boolean;
  now: () => number;
}

/**
 * Whether each authority gives a token, by the very code and in the very place of the sender's: a good
 * token that is shared is not asked for again, as the contract wants (§2.3.7.1), and a new one is shared.
 */
export function tokenChecks(
  gateway: GatewayConnection,
  configuration: Configuration,
  options: TokenCheckOptions,
): Promise<Check>[] {
  return gateway.authorities.map((authority) =>
    check(`token of ${authority}`, gateway.installation.putUp, async () => {
      const lane = configuration.lanes[authority];
      return lane ? tokenFinding(authority, lane, gateway, options) : ok('the configuration has no such lane');
    }),
  );
}

async function tokenFinding(
  authority: AuthorityName,
  lane: LaneConfiguration,
  { installation }: GatewayConnection,
  { newToken, now }: TokenCheckOptions,
): Promise<Finding> {
  const [client, secrets] = await Promise.all([installation.dynamodb(), installation.secrets()]);
  const shared = dynamoDbTokenStore({ client, tableName: installation.table, authority, owner: randomUUID(), now });
  let asked: { error?: unknown } | undefined;
  const entered = authorities[authority](lane, {
    readSecret: secretsManager(secrets),
    tokenStore: newToken ? spent(shared) : shared,
    onTokenRequested: (failure) => {
      asked = failure ?? {};
    },
  });
  // It never throws: what went wrong is told to onTokenRequested, or shows in the next line.
  await entered.warmUp();
  if (asked?.error !== undefined) return failed(asked.error, lane);
  const token = await shared.read();
  const until = token ? momentOf(new Date(token.expiresAt).toISOString()) : '';
  if (!token || token.expiresAt < now())
    return fault(`${lane.tokenUrl} gave no token that lasts`, 'see what customs says');
  return ok(asked ? `${lane.tokenUrl} gave one, good until ${until}` : `the one that is shared is good until ${until}`);
}

/** The shared token as if it had expired. */
function spent(store: TokenStore): TokenStore {
  return {
    ...store,
    async read() {
      const token = await store.read();
      return token && { ...token, expiresAt: 0 };
    },
  };
}

/** What to correct, by the codes of RFC 6749 §5.2. */
const refusals: Readonly<Record<string, string>> = {
  invalid_client: 'correct clientId and clientSecret in the secret, or clientAuthentication (body or basic)',
  invalid_grant: 'correct username and password in the secret; customs may have locked the technical account',
  invalid_scope: 'correct scope in the configuration',
  unauthorized_client: 'ask customs whether the technical account may use Delta-H7',
  unsupported_grant_type: 'check tokenUrl: this one knows no password grant (§2.3.7.1)',
};

function failed(error: unknown, { tokenUrl, credentialsSecret }: LaneConfiguration): Finding {
  const { message, code, oauthError, $metadata } = error as Error & Record<string, unknown>;
  if ($metadata || code === 'SECRET_UNUSABLE')
    return fault(`none was asked for: the secret ${credentialsSecret} cannot be used`, 'see the credentials');
  if (code === 'TOKEN_REFUSED' && typeof oauthError === 'string')
    return fault(
      `${tokenUrl} refuses: ${printable(oauthError)}`,
      refusals[oauthError] ?? 'ask customs what it means, and correct the secret',
    );
  if (code === 'TOKEN_REFUSED')
    return fault(`${tokenUrl} refuses, and not as a token endpoint does`, 'check tokenUrl in the configuration');
  const why = unanswered(error);
  if (why)
    return fault(`${tokenUrl} cannot be reached: ${why}`, 'check tokenUrl, the network, and whether customs is up');
  // A library's error says of the answer what is wrong with it, and quotes none of it.
  return fault(
    `${tokenUrl} answers with what is no token: ${printable(message)}`,
    'check tokenUrl in the configuration',
  );
}
