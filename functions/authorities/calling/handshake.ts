import { isIP } from 'node:net';
import { type ConnectionOptions, connect } from 'node:tls';

/** A host that does not answer within this time is not going to. */
const TIMEOUT_MS = 10_000;
/** [RFC 8446 §4.4.2.4] In TLS 1.3 a server refuses a client's certificate only after the client's handshake is done. */
const REFUSAL_MS = 1000;

/**
 * Connects to a URL's host with a certificate, and waits whether the server refuses it. No request is sent.
 * @throws as Node.js does where there is no connection, or the certificate is refused
 */
export async function handshake({ hostname, port }: URL, options: ConnectionOptions, refusalMs = REFUSAL_MS) {
  const host = hostname.replace(/^\[|\]$/g, '');
  const named = isIP(host) === 0 && { servername: host };
  const socket = connect({ ...options, host, port: Number(port || 443), ...named });
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('secureConnect', () => {
        socket.setTimeout(0);
        // Read, so that a refusal is noticed.
        socket.resume();
        setTimeout(resolve, socket.getProtocol() === 'TLSv1.3' ? refusalMs : 0);
      });
      socket.once('error', reject);
      socket.once('close', () => reject(Object.assign(new Error('closed by the server'), { code: 'ECONNRESET' })));
      socket.setTimeout(TIMEOUT_MS, () => reject(new DOMException('too late', 'TimeoutError')));
    });
  } finally {
    socket.destroy();
  }
}
