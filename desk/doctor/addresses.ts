import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import { certificateFaultOf } from '../../schemas/certificate-fault.ts';
import type { Configuration, LaneConfiguration } from '../../schemas/configuration.ts';
import { connectionCause } from '../../schemas/connection-cause.ts';
import { isPrivate, urlsOf } from '../../schemas/lane.ts';
import { settingsOf } from '../../schemas/settings.ts';
import { atTokenEndpoint, codesOf, type Trouble } from '../../schemas/trouble.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, type Finding, fault, ok, warning } from './diagnosis.ts';
import { enteredAuthority } from './entered-authority.ts';
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
      diagnose(`${key} of ${authority}`, gateway.installation.putUp, async () => {
        const shown =
          url.protocol === 'https:' && (await handshakeOf(gateway, authority, configuration.lanes[authority]));
        return addressFinding(authority, key, url, fetch, shown || reach);
      }),
    ),
  );
}

/** The connection of a lane that shows a certificate; its own authorities may have signed the server's. */
async function handshakeOf(gateway: GatewayConnection, authority: AuthorityName, lane?: LaneConfiguration) {
  if (!lane || !contractOf(authority).showsCertificate) return undefined;
  const { entered } = await enteredAuthority(gateway, authority, lane, Date.now);
  if (!entered.handshake) return undefined;
  return async (url: URL) =>
    (await entered.handshake?.(url)) ?? 'takes connections with our certificate, and its own is good';
}

/** The remedy where a private address is not reached: another place to look from. */
export const LOOK_INSIDE =
  'run the doctor on a machine of that network, or see whether the sender reaches it: npx declarant lanes';

/**
 * @param key the URL's name in the lane, which the remedy names
 * @param connect connects to the URL's host: says how, or what the trouble is
 */
export async function addressFinding(
  authority: AuthorityName,
  key: string,
  url: URL,
  fetch: typeof globalThis.fetch = globalThis.fetch,
  connect: (url: URL) => Promise<string | Trouble> = reach,
): Promise<Finding> {
  const { signsOfLife, urls } = settingsOf(authority);
  const how = await connect(url).catch(connectionCause);
  if (typeof how !== 'string') {
    // Nothing was sent that could be answered: a connection is all that did not come in time.
    const trouble: Trouble = how.cause === 'timeout' ? { cause: 'connect-timeout' } : how;
    // The sender runs elsewhere, and may well reach it.
    if (isPrivate(url))
      return warning(`${url.host} is a private address, and not reached from here: ${codesOf(trouble)}`, LOOK_INSIDE);
    const told = key === urls.tokens ? atTokenEndpoint(trouble) : trouble;
    const { remedy } = explain(told, { service: key, tokens: key });
    return fault(`${url.host} ${failed(told)}: ${troubleLine(told)}`, remedy);
  }
  const sign = signsOfLife?.[key]?.(url);
  return sign ? signOfLife(authority, key, sign, fetch) : ok(`${url.host} ${how}`);
}

/** The part of a connection that failed: without a certificate to show there was none. */
function failed(trouble: Trouble): string {
  if (trouble.cause === 'secret' || trouble.cause === 'aws') return 'was not tried';
  return certificateFaultOf(trouble) ? 'does not take our certificate' : 'cannot be reached from here';
}
