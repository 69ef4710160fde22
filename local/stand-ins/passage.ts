import {
  Agent,
  request as forward,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import { text } from 'node:stream/consumers';
import { LOOPBACK } from '../listen.ts';

/** A request that is passed on in a caller's place, and its answer's handler. */
export interface Passing {
  input: string;
  hear(status: number, answer: string): Promise<string>;
}

/** Passes requests on to a server on this machine, with other bodies where that is wanted. */
export class Passage {
  readonly #agent = new Agent({ keepAlive: true });
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
  }

  /** Passes a request on. One that came in whole is carried out to its answer, also where the caller is gone. */
  pass(request: IncomingMessage, response: ServerResponse, begin: (input: string) => Passing): void {
    this.#answer(request, response, begin).catch(() => response.destroy());
  }

  async #answer(request: IncomingMessage, response: ServerResponse, begin: (input: string) => Passing): Promise<void> {
    const { input, hear } = begin(await text(request));
    const answer = await this.#send(request, input);
    const status = answer.statusCode ?? 500;
    const body = await hear(status, await text(answer));
    response.writeHead(status, withLength(answer.headers, body)).end(body);
  }

  #send({ method, url, headers }: IncomingMessage, body: string): Promise<IncomingMessage> {
    return new Promise((resolve, reject) => {
      const to = { host: LOOPBACK, port: this.#port, method, path: url, agent: this.#agent };
      forward({ ...to, headers: withLength(headers, body) }, resolve)
        .on('error', reject)
        .end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

function withLength({ 'transfer-encoding': _, ...headers }: OutgoingHttpHeaders, body: string): OutgoingHttpHeaders {
  return { ...headers, 'content-length': Buffer.byteLength(body) };
}
