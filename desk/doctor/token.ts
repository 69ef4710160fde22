import type { TokenStore } from '../../functions/tokens/access-token.ts';
import { countedRequests, untilNextMs } from '../../functions/tokens/daily-requests.ts';
import { type NoToken, TokenFailure } from '../../functions/tokens/token-failure.ts';
import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import type { Configuration, LaneConfiguration } from '../../schemas/configuration.ts';
import { valueIn } from '../../schemas/fault.ts';
import { isPrivate } from '../../schemas/lane.ts';
import { settingsOf } from '../../schemas/settings.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { momentOf } from '../render/times.ts';
import { LOOK_INSIDE } from './addresses.ts';
import { type Diagnosis, type Finding, fault, ok, warning } from './diagnosis.ts';
import { enteredAuthority } from './entered-authority.ts';
import { lookAtLanes } from './look-at-lanes.ts';
import { reach } from './reach.ts';

export interface TokenCheckOptions {
  /** Ask for a new token, also where the one that is shared is good. */
  newToken: boolean;
  now: () => number;
  /** Connects to a URL's host. @default over the network */
  connect?: typeof reach;
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
  const look = (authority: AuthorityName, lane: LaneConfiguration) => tokenFinding(authority, lane, gateway, options);
  return lookAtLanes('token', gateway, configuration, look, (authority) => Boolean(settingsOf(authority).urls.tokens));
}

async function tokenFinding(
  authority: AuthorityName,
  lane: LaneConfiguration,
  gateway: GatewayConnection,
  { newToken, now, connect = reach }: TokenCheckOptions,
): Promise<Finding> {
  const { urls, troubles = {} } = settingsOf(authority);
  const tokenUrl = String(valueIn(lane, [urls.tokens ?? '']));
  const failed = (failure: NoToken, when = '') => {
    // The authority's own codes say whose they are: not each comes from the URL of the tokens.
    const isOwn = failure.detail !== undefined && Object.hasOwn(troubles, failure.detail);
    const place = failure.cause === 'secret' ? `${lane.credentialsSecret}: ` : isOwn ? '' : `${tokenUrl}: `;
    return fault(`${when}${place}${troubleLine(failure)}`, explain(failure, urls).remedy);
  };
  let asked: { error?: unknown } | undefined;
  const noted = (failure?: { error: unknown }) => {
    asked = failure ?? {};
  };
  const seen = newToken ? spent : undefined;
  const { entered, shared } = await enteredAuthority(gateway, authority, lane, now, noted, seen);
  // A failure is shared with the sender, which may reach what is not reached from here.
  const isOutside = isPrivate(new URL(tokenUrl)) && !(await isReached(connect(new URL(tokenUrl))));
  // It never throws: what went wrong is told to onTokenRequested, or shows in the next lines.
  if (!isOutside) await entered.warmUp?.();
  if (asked?.error !== undefined) return failed(TokenFailure.of(asked.error));
  const { token, failed: earlier, requests } = await shared.read();
  const { noun, tokensPerDay } = contractOf(authority);
  const counted = countedRequests(requests, now());
  if (token && token.expiresAt > now()) {
    const until = told(token.expiresAt);
    const found = asked ? `${tokenUrl} gave one, good until ${until}` : `the one that is shared is good until ${until}`;
    if (tokensPerDay === undefined) return ok(found);
    return ok(`${found}; ${counted.length} of at most ${tokensPerDay} were asked for in the last 24 hours`);
  }
  if (tokensPerDay !== undefined && untilNextMs(counted, tokensPerDay, now()) > 0)
    return failed({ kind: 'unavailable', cause: 'token-endpoint', detail: 'daily-limit' });
  if (earlier && earlier.until > now())
    return failed(earlier, `the latest try was at ${told(earlier.at)}, the next is at ${told(earlier.until)}; `);
  if (isOutside) return warning('none is shared now, and none can be asked for from here', LOOK_INSIDE);
  return fault(`${tokenUrl} gave no token that lasts`, `see what ${noun} says`);
}

const isReached = (connection: Promise<unknown>) =>
  connection.then(
    () => true,
    () => false,
  );

const told = (instant: number) => momentOf(new Date(instant).toISOString());

/** The shared token as if it had expired, and a failed request as if nobody had to wait after it: a person asks. */
function spent(store: TokenStore): TokenStore {
  return {
    ...store,
    async read() {
      const { token, failed, ...others } = await store.read();
      return {
        ...others,
        ...(token && { token: { ...token, expiresAt: 0 } }),
        ...(failed && { failed: { ...failed, until: 0 } }),
      };
    },
  };
}
