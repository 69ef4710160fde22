import type { ConnectionOptions } from 'node:tls';
import { secureConnection } from './secure-connection.ts';

/** A host that does not answer within this time is not going to. */
const TIMEOUT_MS = 10_000;
/** Longer than a call waits: nobody waits for this one. */
const REFUSAL_MS = 1000;

/**
 * Connects to a URL's host with a certificate, and waits whether the server refuses it. No request is sent.
 * @throws as Node.js does where there is no connection, or the certificate is refused
 */
export async function handshake(url: URL, options: ConnectionOptions, refusalMs = REFUSAL_MS): Promise<void> {
  const socket = await secureConnection(url, options, { signal: AbortSignal.timeout(TIMEOUT_MS), refusalMs });
  socket.destroy();
}
