import { randomUUID } from 'node:crypto';
import { authorities } from '../../functions/authorities/registry.ts';
import type { TokenStore } from '../../functions/tokens/access-token.ts';
import { dynamoDbTokenStore } from '../../functions/tokens/dynamodb-token-store.ts';
import { secretDates, secretsManager } from '../../functions/tokens/secrets.ts';
import { type NoToken, TokenFailure } from '../../functions/tokens/token-failure.ts';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import type { Configuration, LaneConfiguration } from '../../schemas/configuration.ts';
import { valueIn } from '../../schemas/fault.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { type Diagnosis, diagnose, type Finding, fault, ok } from './diagnosis.ts';

export interface TokenCheckOptions {
  /** Ask for a new token, also where the one that is shared is good. */
  newToken: boolean;
  now: () => number;
}

/**
 * Checks that each authority that wants a token gives one, by the sender's own code and in its own place: a good
 * token that is shared is not asked for again, as the contract wants, and a new one is shared.
 */
export function tokenChecks(
  gateway: GatewayConnection,
  configuration: Configuration,
  options: TokenCheckOptions,
): Promise<Diagnosis>[] {
  return gateway.authorities.filter(wantsToken).map((authority) =>
    diagnose(`token of ${authority}`, gateway.installation.putUp, async () => {
      const lane = configuration.lanes[authority];
      return lane ? tokenFinding(authority, lane, gateway, options) : ok('the configuration has no such lane');
    }),
  );
}

const wantsToken = (authority: AuthorityName) => settingsOf(authority).urls.tokens !== undefined;

async function tokenFinding(
  authority: AuthorityName,
  lane: LaneConfiguration,
  { installation }: GatewayConnection,
  { newToken, now }: TokenCheckOptions,
): Promise<Finding> {
  const [client, secrets] = await Promise.all([installation.dynamodb(), installation.secrets()]);
  const storeOf = (name: string) =>
    dynamoDbTokenStore({ client, tableName: installation.table, authority, name, owner: randomUUID(), now });
  const shared = storeOf('token');
  const urls = settingsOf(authority).urls;
  const tokenUrl = String(valueIn(lane, [urls.tokens ?? '']));
  const failed = (failure: NoToken, when = '') => {
    const says = `${when}${failure.cause === 'secret' ? lane.credentialsSecret : tokenUrl}: ${troubleLine(failure)}`;
    return fault(says, explain(failure, urls).remedy);
  };
  let asked: { error?: unknown } | undefined;
  const entered = authorities[authority](lane, {
    readSecret: secretsManager(secrets),
    secretDate: secretDates(secrets),
    tokenStore: newToken ? (name) => spent(storeOf(name)) : storeOf,
    onTokenRequested: (failure) => {
      asked = failure ?? {};
    },
  });
  // It never throws: what went wrong is told to onTokenRequested, or shows in the next lines.
  await entered.warmUp?.();
  if (asked?.error !== undefined) return failed(TokenFailure.of(asked.error));
  const { token, failed: earlier } = await shared.read();
  if (token && token.expiresAt > now()) {
    const until = told(token.expiresAt);
    return ok(asked ? `${tokenUrl} gave one, good until ${until}` : `the one that is shared is good until ${until}`);
  }
  if (earlier && earlier.until > now())
    return failed(earlier, `the latest try was at ${told(earlier.at)}, the next is at ${told(earlier.until)}; `);
  return fault(`${tokenUrl} gave no token that lasts`, `see what ${contractOf(authority).noun} says`);
}

const told = (instant: number) => momentOf(new Date(instant).toISOString());

/** The shared token as if it had expired, and a failed request as if nobody had to wait after it: a person asks. */
function spent(store: TokenStore): TokenStore {
  return {
    ...store,
    async read() {
      const { token, failed } = await store.read();
      return {
        ...(token && { token: { ...token, expiresAt: 0 } }),
        ...(failed && { failed: { ...failed, until: 0 } }),
      };
    },
  };
}
