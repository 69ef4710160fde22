import type { ClientRequest, IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { pipeline, Readable } from 'node:stream';
import type { SecureContext } from 'node:tls';
import { constants, createUnzip } from 'node:zlib';
import { callInProgress } from '../departure.ts';
import { secureConnection } from './secure-connection.ts';

/** The request that is made: its parts are those of `makeCall`. */
type Requested = Pick<RequestInit, 'method' | 'headers' | 'body' | 'signal'>;

/** Statuses without a body (RFC 9110 §6.4.1). */
const WITHOUT_BODY = [204, 205, 304];

/**
 * A `fetch` that shows a certificate of ours, which that of Node.js cannot. Redirects are not followed. Each call has a
 * connection of its own: none outlives the certificate that it was made with, and none is closed by the server just as a
 * request leaves, so that nobody knows whether it arrived. A
 * handshake takes longer than a turn lasts, so that the call leaves after it all the same.
 */
export function certificateFetch(secureContext: SecureContext): typeof globalThis.fetch {
  return async (input, init) => {
    const url = new URL(input as string);
    const { method = 'GET', headers = {}, body, signal } = (init ?? {}) as Requested;
    const progress = callInProgress(init);
    const until = signal ?? new AbortController().signal;
    const socket = await secureConnection(url, { secureContext }, { signal: until });
    const sent = request(url, {
      method,
      headers: { 'accept-encoding': 'identity', ...(headers as Record<string, string>) },
      signal: until,
      createConnection: () => socket,
    });
    // It left from here on, whatever becomes of it.
    progress.left();
    sent.end(body as string | undefined);
    return responseOf(await responseTo(sent));
  };
}

/** Resolves when the response begins: a failure after that is seen by the reader of its body. */
function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.on('response', resolve).on('error', reject);
    // Node.js ends the connection without an error where the server wants to go on in another protocol (101).
    sent.on('close', () => reject(Object.assign(new Error('No response'), { code: 'ECONNRESET' })));
  });
}

function responseOf(incoming: IncomingMessage): Response {
  const { statusCode: status = 0, headersDistinct } = incoming;
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const hasBody = !WITHOUT_BODY.includes(status);
  if (!hasBody) incoming.resume();
  return new Response(hasBody ? (Readable.toWeb(plain(incoming)) as ReadableStream) : null, { status, headers });
}

/** The body as it was before a proxy compressed it, which some do unasked. */
function plain(incoming: IncomingMessage): Readable {
  if (!/^(?:x-)?gzip$|^deflate$/i.test(incoming.headers['content-encoding'] ?? '')) return incoming;
  // A body that breaks off is read as far as it came.
  return pipeline(incoming, createUnzip({ finishFlush: constants.Z_SYNC_FLUSH }), () => {});
}
