import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { DeskFault } from '../fault.ts';
import { consoleApp } from './app.ts';
import type { ConsoleOptions } from './console-options.ts';
import { oneTimeToken } from './security/one-time-token.ts';

export interface ServeOptions extends Omit<ConsoleOptions, 'token' | 'port'> {
  /** The port; a free one where it is 0. */
  port: number;
}

/** A console that is served. */
export interface ServedConsole {
  /** The address with the one-time token. */
  url: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Serves the console on 127.0.0.1: no other machine reaches it.
 * @throws {DeskFault} where the port is taken
 */
export async function serveConsole({ port, ...options }: ServeOptions): Promise<ServedConsole> {
  const token = oneTimeToken();
  let bound = port;
  const app = consoleApp({ ...options, token, port: () => bound });
  const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new DeskFault('USAGE', `Port ${port} is taken: give another one, or leave --port out for a free one.`)
          : error,
      ),
    );
  });
  bound = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${bound}/?token=${token.value}`,
    port: bound,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A browser keeps its connections open.
        if ('closeAllConnections' in server) server.closeAllConnections();
      }),
  };
}
