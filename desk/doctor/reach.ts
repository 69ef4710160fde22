import { connect as connectPlainly, isIP, type Socket } from 'node:net';
import { connect as connectSecurely } from 'node:tls';

/** A host that does not answer within this time is not going to. */
const TIMEOUT_MS = 10_000;

/** Connects to a URL's host, by its name: says how, or throws as Node.js does. No request is sent. */
export async function reach({ protocol, hostname, port }: URL): Promise<string> {
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
