import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Far above any message of an authority; a body beyond it is refused before it fills the memory. */
export const LARGEST_BODY = 5_000_000;

/** Responds to a call; `undefined` stands for a body that is too large. */
export type Respond = (request: IncomingMessage, response: ServerResponse, bytes: Buffer | undefined) => void;

/** The HTTP server of a simulator. It listens on this machine only. */
export async function serve(port: number, respond: Respond): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    readBody(request, (bytes) => respond(request, response, bytes));
  });
  // Longer than any client's idle connections last, or calls would meet connections that just closed.
  server.keepAliveTimeout = 75_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return { port: (server.address() as AddressInfo).port, close: () => closeServer(server) };
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** `undefined` for a body that is too large. A client that goes away in the middle was never there. */
function readBody(request: IncomingMessage, done: (bytes: Buffer | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
    else chunks.length = 0;
  });
  request.on('end', () => done(size <= LARGEST_BODY ? Buffer.concat(chunks) : undefined));
  request.on('error', () => undefined);
}
