import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { type ListeningServer, listenLocally } from './listen-locally.ts';

/** Far above any message of an authority; a body beyond it is refused before it fills the memory. */
export const LARGEST_BODY = 5_000_000;

/** Responds to a call; `undefined` stands for a body that is too large. */
export type Respond = (request: IncomingMessage, response: ServerResponse, bytes: Buffer | undefined) => void;

/** The HTTP server of a simulator. It listens on this machine only. */
export function serve(port: number, respond: Respond): Promise<ListeningServer> {
  return listenLocally(createServer(withBody(respond)), port);
}

/** Reads the body of each call first. */
export function withBody(respond: Respond): RequestListener {
  return (request, response) => readBody(request, (bytes) => respond(request, response, bytes));
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
