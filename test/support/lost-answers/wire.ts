import { Agent, createServer, request as forward, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { closeServer, LOOPBACK, listen } from '../../../local/listen.ts';

/** A call on its way to a service. */
export interface WireCall {
  /** The caller's name: the access key in the signature, or else the first part of the path. */
  caller: string;
  service: string;
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

export interface WireAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/**
 * Decides about a call: `pass` carries it out.
 * @returns the answer that is given; none where the connection breaks instead
 */
export type Judge = (call: WireCall, pass: () => Promise<WireAnswer>) => Promise<WireAnswer | undefined>;

/** A server between the functions and one stand-in of a service. */
export interface Wire {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * @param target the URL behind, where calls go on; it may go by who calls
 */
export async function stretchWire(service: string, target: (call: WireCall) => string, judge: Judge): Promise<Wire> {
  const agent = new Agent({ keepAlive: true });
  const server = createServer(async (request, response) => {
    try {
      const call = await callOf(service, request);
      const answer = await judge(call, () => pass(call, target(call), agent));
      if (answer) response.writeHead(answer.status, answer.headers).end(answer.body);
      else request.socket.destroy();
    } catch {
      request.socket.destroy();
    }
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  return {
    url: `http://${LOOPBACK}:${port}`,
    async close() {
      await closeServer(server);
      agent.destroy();
    },
  };
}

async function callOf(service: string, request: IncomingMessage): Promise<WireCall> {
  const { method = 'GET', url = '/', headers } = request;
  const [, signed] = /Credential=([^/]+)\//.exec(headers.authorization ?? '') ?? [];
  const [, first = '', rest = ''] = /^\/([^/]*)(.*)$/.exec(url) ?? [];
  const body = await buffer(request);
  return { caller: signed ?? first, service, method, path: signed ? url : rest || '/', headers, body };
}

function pass({ method, path, headers, body }: WireCall, origin: string, agent: Agent): Promise<WireAnswer> {
  const { connection: _, 'transfer-encoding': __, host: ___, ...rest } = headers;
  return new Promise((resolve, reject) => {
    const call = forward(`${origin}${path}`, {
      ...{ method, agent, headers: { ...rest, 'content-length': body.byteLength } },
    });
    call.on('response', async (response) => {
      const { connection: ____, 'transfer-encoding': _____, ...given } = response.headers;
      const answer = await buffer(response).catch(reject);
      if (!answer) return;
      const length = { 'content-length': String(answer.byteLength) };
      resolve({ status: response.statusCode ?? 500, headers: { ...given, ...length }, body: answer });
    });
    call.on('error', reject).end(body);
  });
}
