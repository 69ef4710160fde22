import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { within } from '../ending.ts';
import { listen } from '../listen.ts';
import type { HttpAnswer } from './answer.ts';
import type { ApiDefinition } from './definition.ts';
import { GatewayError, gatewayErrorAnswer } from './gateway-error.ts';
import { answerMalformed } from './malformed.ts';
import type { ContextVariables } from './mapping-template.ts';
import { proxyAnswer } from './proxy-answer.ts';
import { addressOf, isBinary, mediaTypeOf, type ProxyRequest, proxyEvent } from './proxy-event.ts';
import { type ApiRoute, findRoute } from './route.ts';
import { Throttle } from './throttle.ts';

/** API Gateway takes 10 MB a request. */
const MOST_BYTES = 10 * 1024 * 1024;
/** Lambda takes 6 MB an invocation, the event around the body and base64 included. */
const MOST_EVENT_BYTES = 6 * 1024 * 1024;

/** A REST API on this machine: routes, integrations and error forms as the template has them. */
export class ApiServer {
  readonly #server: Server;
  readonly #log: (line: string) => void;
  readonly #inFlight = new Set<Promise<void>>();
  /** None until the template is read: the port is taken first, so that its fault shows at once. */
  #api: ApiDefinition | undefined;
  #throttle: Throttle | undefined;
  #closing = false;

  constructor(log: (line: string) => void) {
    this.#log = log;
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      const work = this.#serve(request, response).finally(() => this.#inFlight.delete(work));
      this.#inFlight.add(work);
    };
    // Node would refuse some requests by itself: they are refused in the template's form, or served.
    this.#server = createServer({ requireHostHeader: false }, serve).on('checkExpectation', serve);
    answerMalformed(this.#server, () => this.#api && malformedAnswer(this.#api));
    this.#server.keepAliveTimeout = 65_000;
  }

  /** Takes the port; until {@link open} every request is answered with 503. */
  listen(port?: number): Promise<number> {
    return listen(this.#server, port);
  }

  open(api: ApiDefinition | undefined): void {
    this.#api = api;
    this.#throttle = api?.throttle && new Throttle(api.throttle);
  }

  /** Refuses new connections, lets requests in flight end for so long, and closes. */
  async close(graceMs: number): Promise<void> {
    this.#closing = true;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeIdleConnections();
    await within(Promise.allSettled([...this.#inFlight]), graceMs);
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const api = this.#api;
    if (!api) {
      response.writeHead(503, { connection: 'close' }).end();
      return;
    }
    const requestId = randomUUID();
    let answer: HttpAnswer;
    try {
      answer = await this.#answer(api, message, requestId);
    } catch (error) {
      if (message.errored) return;
      answer = gatewayErrorAnswer(api, this.#gatewayError(error), variablesOf(api, message, requestId));
    }
    send(response, answer, requestId, this.#closing);
  }

  async #answer(api: ApiDefinition, message: IncomingMessage, requestId: string): Promise<HttpAnswer> {
    const [path = '/', search = ''] = splitOnce(message.url ?? '/', '?');
    const body = await bodyOf(message);
    if (api.allows?.(addressOf(message)) === false) throw new GatewayError('ACCESS_DENIED', 'User is not authorized');
    if (this.#throttle?.admits() === false) throw new GatewayError('THROTTLED', 'Too Many Requests');
    const route = findRoute(api.root, message.method ?? 'GET', path);
    if (!route) throw unknownRoute(message);
    const binary = isBinary(api, mediaTypeOf(message.headers['content-type']));
    const request = { message, path, query: new URLSearchParams(search), body, binary, requestId, at: new Date() };
    return callFunction(api, route, request);
  }

  #gatewayError(error: unknown): GatewayError {
    if (error instanceof GatewayError) return error;
    this.#log(`The local API failed: ${error instanceof Error ? error.stack : String(error)}`);
    return new GatewayError('API_CONFIGURATION_ERROR', 'Internal server error');
  }
}

async function callFunction(api: ApiDefinition, route: ApiRoute, request: ProxyRequest): Promise<HttpAnswer> {
  const { invoke, timeoutMs } = route.integration;
  const event = proxyEvent(api, route, request);
  // Only a body near the limit is worth the measuring.
  if (request.body.length > MOST_EVENT_BYTES / 2 && Buffer.byteLength(JSON.stringify(event)) > MOST_EVENT_BYTES)
    throw tooLarge(MOST_EVENT_BYTES);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    // The function itself goes on: API Gateway only stops to listen.
    timer = setTimeout(() => reject(new GatewayError('INTEGRATION_TIMEOUT', 'Endpoint request timed out')), timeoutMs);
  });
  const answer = invoke(event).catch(() => {
    throw new GatewayError('INTEGRATION_FAILURE', 'Internal server error');
  });
  try {
    return proxyAnswer(await Promise.race([answer, late]), isBinary(api, mediaTypeOf(request.message.headers.accept)));
  } finally {
    clearTimeout(timer);
  }
}

/** AWS takes what has no route for a call of its own API, and misses its signature. */
function unknownRoute({ headers: { authorization } }: IncomingMessage): GatewayError {
  if (authorization === undefined)
    return new GatewayError('MISSING_AUTHENTICATION_TOKEN', 'Missing Authentication Token');
  return new GatewayError(
    'INVALID_SIGNATURE',
    'Invalid key=value pair (missing equal-sign) in Authorization header: not an AWS signature.',
  );
}

function bodyOf(message: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    message.on('data', (part: Buffer) => {
      bytes += part.length;
      // The rest is read and thrown away: a caller in the middle of sending would not hear the answer.
      if (bytes <= MOST_BYTES) parts.push(part);
    });
    message.once('end', () => {
      if (bytes > MOST_BYTES) reject(tooLarge(MOST_BYTES));
      else resolve(parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts));
    });
    message.once('error', reject);
  });
}

function tooLarge(most: number): GatewayError {
  return new GatewayError('REQUEST_TOO_LARGE', `HTTP content length exceeded ${most} bytes.`);
}

/** The answer to a call that never became a request. */
function malformedAnswer(api: ApiDefinition): HttpAnswer {
  const requestId = randomUUID();
  const variables = { requestId, extendedRequestId: requestId, apiId: api.id, stage: api.stage };
  return gatewayErrorAnswer(api, new GatewayError('DEFAULT_4XX', 'Bad Request'), variables);
}

function variablesOf(api: ApiDefinition, message: IncomingMessage, requestId: string): ContextVariables {
  return {
    requestId,
    extendedRequestId: requestId,
    apiId: api.id,
    stage: api.stage,
    httpMethod: message.method ?? '',
    path: splitOnce(message.url ?? '/', '?')[0] ?? '/',
  };
}

function send(
  response: ServerResponse,
  { status, headers, body }: HttpAnswer,
  requestId: string,
  closing: boolean,
): void {
  response.statusCode = status;
  for (const [name, value] of headers) response.appendHeader(name, value);
  response.setHeader('x-amzn-RequestId', requestId);
  response.setHeader('Content-Length', body.length);
  if (closing) response.setHeader('Connection', 'close');
  response.end(body);
}

function splitOnce(text: string, separator: string): string[] {
  const place = text.indexOf(separator);
  return place < 0 ? [text] : [text.slice(0, place), text.slice(place + 1)];
}
