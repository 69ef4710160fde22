import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';

/** The least that a refusal is waited for after the handshake. */
const LEAST_REFUSAL_MS = 50;

/** The silence after which the connection is kept open by TCP. */
const KEEP_ALIVE_MS = 30_000;

/** The code of a connection that the server ends right after the handshake, without an alert. */
export const ENDED_AFTER_HANDSHAKE = 'ERR_TLS_ENDED_AFTER_HANDSHAKE';

export interface ConnectionTimes {
  /** Ends the attempt. */
  signal: AbortSignal;
  /** The time that a refusal is waited for after the handshake; as long as that took, where left out, and a little. */
  refusalMs?: number;
}

/**
 * Connects to a URL's host with a certificate, and waits whether the server refuses it: in TLS 1.3 it does so only after
 * the client's handshake is done (RFC 8446 §4.4.2.4), within one round trip, of which that took two. Nothing is sent
 * meanwhile, so that a refused certificate never leaves it open whether a request arrived.
 * @throws as Node.js does where there is no connection, or the certificate is refused
 */
export async function secureConnection(
  { hostname, port }: URL,
  options: ConnectionOptions,
  { signal, refusalMs }: ConnectionTimes,
): Promise<TLSSocket> {
  signal.throwIfAborted();
  const host = hostname.replace(/^\[|\]$/g, '');
  const named = isIP(host) === 0 && { servername: host };
  const began = performance.now();
  const socket = connect({ ...options, host, port: Number(port || 443), ...named });
  // An answer may take minutes: a connection that is silent for so long may be cut on the way.
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  const abort = () => socket.destroy(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    await takenBy(socket, () => refusalMs ?? LEAST_REFUSAL_MS + performance.now() - began);
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Waits for the end of the handshake, and for as long after it as a refusal may take. */
function takenBy(socket: TLSSocket, refusalMs: () => number): Promise<void> {
  return new Promise((resolve, reject) => {
    let isDone = false;
    const fail = (error?: NodeJS.ErrnoException) =>
      reject(isDone && (!error || error.code === 'ECONNRESET') ? endedAfterHandshake() : error);
    const closed = () => fail();
    socket.once('error', fail).once('close', closed);
    socket.once('secureConnect', () => {
      isDone = true;
      setTimeout(() => {
        socket.off('error', fail).off('close', closed);
        resolve();
      }, refusalMs());
    });
  });
}

function endedAfterHandshake(): Error {
  return Object.assign(new Error('The server ended the connection'), { code: ENDED_AFTER_HANDSHAKE });
}
