import type { AuthorityName } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { connectionCause } from '../../schemas/connection-cause.ts';
import { isPrivate, urlsOf } from '../../schemas/lane.ts';
import { settingsOf } from '../../schemas/settings.ts';
import { atTokenEndpoint, codesOf, type Trouble } from '../../schemas/trouble.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, type Finding, fault, ok, warning } from './diagnosis.ts';
import { reach } from './reach.ts';
import { signOfLife } from './sign-of-life.ts';

/**
 * Checks every URL of every lane from here: its host's name, a connection, and TLS with its certificate. No request is
 * sent that counts against the lane's share; where a free one shows that the service is up, its answer is looked at.
 */
export function addressChecks(
  gateway: GatewayConnection,
  configuration: Configuration,
  fetch: typeof globalThis.fetch,
): Promise<Diagnosis>[] {
  return gateway.authorities.flatMap((authority) =>
    urlsOf(configuration.lanes[authority] ?? {}).map(([key, url]) =>
      diagnose(`${key} of ${authority}`, gateway.installation.putUp, () => addressFinding(authority, key, url, fetch)),
    ),
  );
}

/** The remedy where a private address is not reached: another place to look from. */
export const LOOK_INSIDE =
  'run the doctor on a machine of that network, or see whether the sender reaches it: npx declarant lanes';

/**
 * @param key the URL's name in the lane, which the remedy names
 * @param connect connects to the URL's host
 */
export async function addressFinding(
  authority: AuthorityName,
  key: string,
  url: URL,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  connect = reach,
): Promise<Finding> {
  const { signsOfLife, urls } = settingsOf(authority);
  let how: string;
  try {
    how = await connect(url);
  } catch (error) {
    const found = connectionCause(error);
    // Nothing was sent that could be answered: a connection is all that did not come in time.
    const trouble: Trouble = found.cause === 'timeout' ? { cause: 'connect-timeout' } : found;
    // The sender runs elsewhere, and may well reach it.
    if (isPrivate(url))
      return warning(`${url.host} is a private address, and not reached from here: ${codesOf(trouble)}`, LOOK_INSIDE);
    const told = key === urls.tokens ? atTokenEndpoint(trouble) : trouble;
    const { remedy } = explain(told, { service: key, tokens: key });
    return fault(`${url.host} cannot be reached from here: ${troubleLine(told)}`, remedy);
  }
  const sign = signsOfLife?.[key]?.(url);
  return sign ? signOfLife(authority, key, sign, fetch) : ok(`${url.host} ${how}`);
}
