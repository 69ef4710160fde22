import { connect as connectPlainly, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { explain, troubleLine } from '../../schemas/causes.ts';
import type { Configuration } from '../../schemas/configuration.ts';
import { connectionCause } from '../../schemas/connection-cause.ts';
import { urlsOf } from '../../schemas/lane.ts';
import { settingsOf } from '../../schemas/settings.ts';
import { atTokenEndpoint, type Trouble } from '../../schemas/trouble.ts';
import type { GatewayConnection } from '../gateway/gateway-connection.ts';
import { type Diagnosis, diagnose, type Finding, fault, ok } from './diagnosis.ts';

/** A host that does not answer within this time is not going to. */
const TIMEOUT_MS = 10_000;

/**
 * Checks every URL of every lane from here: its host's name, a connection, and TLS with its certificate. No
 * request is sent, so that none is counted against the lane's share.
 */
export function addressChecks(gateway: GatewayConnection, configuration: Configuration): Promise<Diagnosis>[] {
  return gateway.authorities.flatMap((authority) =>
    urlsOf(configuration.lanes[authority] ?? {}).map(([key, url]) =>
      diagnose(`${key} of ${authority}`, gateway.installation.putUp, () => addressFinding(authority, key, url)),
    ),
  );
}

/** @param key the URL's name in the lane, which the remedy names */
export async function addressFinding(authority: AuthorityName, key: string, url: URL): Promise<Finding> {
  try {
    return ok(`${url.host} ${await reached(url)}`);
  } catch (error) {
    const found = connectionCause(error);
    // Nothing was sent that could be answered: a connection is all that did not come in time.
    const trouble: Trouble = found.cause === 'timeout' ? { cause: 'connect-timeout' } : found;
    const told = key === settingsOf(authority).urls.tokens ? atTokenEndpoint(trouble) : trouble;
    const { remedy } = explain(told, { service: key, tokens: key });
    return fault(`${url.host} cannot be reached from here: ${troubleLine(told)}`, remedy);
  }
}

/** Connects, by the host's name: says how, or throws as Node.js does. */
async function reached({ protocol, hostname, port }: URL): Promise<string> {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (protocol === 'http:') {
    await connected(connectPlainly({ host, port: Number(port || 80) }), 'connect');
    return 'takes connections, without TLS';
  }
  // For a host that is an address the certificate is looked up for that, and none is asked for by name (RFC 6066 §3).
  const named = isIP(host) === 0 && { servername: host };
  await connected(connectSecurely({ host, port: Number(port || 443), ...named }), 'secureConnect');
  return 'takes connections, and its certificate is good';
}

function connected(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    socket.once(event, resolve).once('error', reject);
    socket.setTimeout(TIMEOUT_MS, () => reject(new DOMException('too late', 'TimeoutError')));
  }).finally(() => socket.destroy());
}
