import type { Server } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** A server that listens. */
export interface ListeningServer {
  port: number;
  close(): Promise<void>;
}

/** Lets a server listen on this machine only; port 0 is any free one. */
export async function listenLocally(server: Server | SecureServer, port: number): Promise<ListeningServer> {
  // Longer than any client's idle connections last, or calls would meet connections that just closed.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: (server.address() as AddressInfo).port, close };
}
