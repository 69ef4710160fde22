import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalFault } from './fault.ts';

/** Every server of the local machine answers on this address only. */
export const LOOPBACK = '127.0.0.1';

/**
 * Lets a server listen on loopback.
 * @returns its port
 * @throws {LocalFault} `port` where the port is taken
 */
export function listen(server: Server, port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') {
        reject(
          new LocalFault(
            'port',
            `Port ${port} on ${LOOPBACK} is in use; name another with --port, or leave it out for a free one.`,
          ),
        );
      } else if (error.code === 'EACCES') {
        reject(new LocalFault('port', `Port ${port} may not be used by this user; name one above 1023.`));
      } else {
        reject(error);
      }
    };
    server.once('error', failed);
    server.listen(port, LOOPBACK, () => {
      server.off('error', failed);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Closes a server together with the connections that its clients keep alive. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
