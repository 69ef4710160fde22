import { constants, type X509Certificate } from 'node:crypto';
import { createServer } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { Certified } from './certificates.ts';
import { type ListeningServer, listenLocally } from './listen-locally.ts';
import { type Respond, withBody } from './serve.ts';
import { alertRecord, type TlsAlert } from './tls-alerts.ts';

/** The two sides of mutual TLS. */
export interface MutualTls {
  /** The server's own certificate. */
  server: Certified;
  /** The certificate of the authority that clients' certificates come from, as PEM. */
  clientAuthority: string;
  /** The alert by which a client's certificate is refused; `undefined` where it is taken. */
  refusalOf(certificate: X509Certificate): TlsAlert | undefined;
}

/**
 * The HTTPS server of a simulator, which asks each client for its certificate. A client without one gets the alert
 * `handshake_failure` from OpenSSL.
 */
export async function serveSecurely(
  port: number,
  { server: { certificate, privateKey }, clientAuthority, refusalOf }: MutualTls,
  respond: Respond,
): Promise<ListeningServer & { closeConnections(): void }> {
  const server = createServer(
    {
      ...{ cert: certificate, key: privateKey, ca: clientAuthority, requestCert: true },
      // Up to 1.2 a client's certificate is known before the server ends the handshake, and may be refused in it. A
      // session that went on without a handshake would show none.
      ...{ maxVersion: 'TLSv1.2', secureOptions: constants.SSL_OP_NO_TICKET },
    },
    withBody(respond),
  );
  const sockets = new Map<number | undefined, Socket>();
  server.on('connection', (socket: Socket) => {
    const { remotePort } = socket;
    sockets.set(remotePort, socket);
    socket.once('close', () => sockets.delete(remotePort));
  });
  // The keys are agreed as soon as the certificate was read. Node itself only closes a connection whose certificate it
  // does not trust, after the handshake, and a client could not tell why.
  server.on('keylog', (_, secure: TLSSocket) => {
    const certificate = secure.getPeerX509Certificate();
    const alert = certificate && refusalOf(certificate);
    if (alert) sockets.get(secure.remotePort)?.end(alertRecord(alert));
  });
  return { ...(await listenLocally(server, port)), closeConnections: () => server.closeAllConnections() };
}
