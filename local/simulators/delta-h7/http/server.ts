import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isObject } from '../../../../schemas/json.ts';
import { exchangeOf } from '../customs.ts';
import type { Taken } from '../exchange.ts';
import type { Frame } from '../messages/frame.ts';
import { readFrame } from '../messages/frame.ts';
import type { Faults } from '../misbehaviour/misbehaviour.ts';
import { readMisbehaviour, UnknownMisbehaviour } from '../misbehaviour/misbehaviour.ts';
import type { Account, TokenEndpoint } from '../token/token-endpoint.ts';
import type { Journal } from './journal.ts';
import type { AddressedMessage, Router } from './routes.ts';

export const TOKEN_PATH = '/oauth2/token';
export const CONTROL_PATH = '/__control';

/** Far above any declaration of 99 items; a body beyond it is refused before it fills the memory. */
const LARGEST_BODY = 5_000_000;

/** A call that reached customs, token requests and the control endpoint aside. */
export interface ReceivedCall {
  at: Date;
  path: string;
  /** `undefined` on a path that the contract does not know. */
  messageName: string | undefined;
  lrn: string | undefined;
  /** The operator's reference of a request. */
  operatorRequestReference: string | undefined;
  messageId: string | undefined;
  /** The client whose token it carried, if that was good. */
  clientId: string | undefined;
  /** `undefined` where nothing was answered. */
  status: number | undefined;
  /** True if it was taken for processing, false if it was a duplicate. */
  processed: boolean;
  /** Parsed where it is JSON, else as it came. */
  body: unknown;
}

interface Wiring {
  route: Router;
  tokens: TokenEndpoint;
  onTokenRequest: () => void;
  faults: Faults;
  /** Takes a message for processing; false for a replay. */
  take: (messageName: string, message: Taken, account: Account) => boolean;
  journal: Journal<ReceivedCall>;
  now: () => Date;
  log: (line: string) => void;
}

interface CallAnswer {
  status: number | undefined;
  description?: string;
}

/** The HTTP side of customs: it listens on this machine only. */
export async function serve(port: number, wiring: Wiring): Promise<{ port: number; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    readBody(request, (bytes) => respond(wiring, request, response, bytes));
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

function respond(wiring: Wiring, request: IncomingMessage, response: ServerResponse, bytes: Buffer | undefined): void {
  const path = (request.url ?? '/').split('?')[0] as string;
  const post = request.method === 'POST';
  if (post && path === TOKEN_PATH) respondToken(wiring, request, response, bytes ?? Buffer.alloc(0));
  else if (post && path === CONTROL_PATH) respondControl(wiring, response, bytes ?? Buffer.alloc(0));
  else respondMessage(wiring, request, response, path, bytes);
}

/** A message, or a call of what does not exist: a wrong method is an unknown endpoint (§2.3.2). */
function respondMessage(
  wiring: Wiring,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  bytes: Buffer | undefined,
): void {
  const at = wiring.now();
  const route = wiring.route(path);
  const messageName = route?.message;
  const account = wiring.tokens.holder(request.headers.authorization);
  const frame = readFrame(request.headers['content-type'], bytes ?? Buffer.alloc(0));
  if (!bytes) frame.refusal = `The body is larger than ${LARGEST_BODY} bytes`;

  const deserved = judge(request.method, route, account, frame);
  // An outage strikes whoever calls an endpoint of a message, before customs looks at the call.
  const spoilt = messageName !== undefined && request.method === 'POST' ? wiring.faults.spoilAnswer() : undefined;
  const answer: CallAnswer = spoilt ? { status: spoilt.status, description: `Simulated: ${spoilt.kind}` } : deserved;
  const header = isObject(frame.body) && isObject(frame.body['header']) ? frame.body['header'] : {};
  const call: ReceivedCall = {
    at,
    path,
    messageName,
    lrn: textOf(header['lrn']),
    operatorRequestReference: textOf(header['operatorRequestReference']),
    messageId: textOf(header['messageId']),
    clientId: account?.clientId,
    status: answer.status,
    processed: false,
    body: frame.body,
  };
  wiring.journal.add(call);

  // Without a status there is no answer: the connection stays open until someone closes it.
  if (answer.status !== undefined) sendAnswer(response, answer.status, answer.description);
  if (deserved.status === 200 && messageName && account && frame.message && (spoilt?.processed ?? true)) {
    call.processed = wiring.take(messageName, frame.message, account);
  }
  const reference = call.lrn ?? call.operatorRequestReference ?? '';
  wiring.log(
    `← ${messageName ?? path} ${reference} ${answer.status ?? 'no answer'} ${answer.description ?? ''}`.trimEnd(),
  );
}

/** The codes of §2.3.5.1, in the order in which the platform comes to know them. */
function judge(
  method: string | undefined,
  route: AddressedMessage | undefined,
  account: Account | undefined,
  frame: Frame,
): CallAnswer {
  if (method !== 'POST' || route === undefined) return { status: 404, description: 'URL inconnue' };
  const exchange = exchangeOf(route.message);
  if (!exchange) return { status: 404, description: `This simulator does not play ${route.message}` };
  if (account === undefined) return { status: 401, description: "Jeton d'authentification absent, inconnu ou expiré" };
  const refusal = frame.refusal ?? (frame.message && exchange.refusal?.(frame.message, route.parts));
  if (refusal !== undefined) return { status: 400, description: `Trame incomplète : ${refusal}` };
  return { status: 200 };
}

function respondToken(wiring: Wiring, request: IncomingMessage, response: ServerResponse, bytes: Buffer): void {
  wiring.onTokenRequest();
  const { authorization, 'content-type': contentType } = request.headers;
  const { status, body } = wiring.tokens.answer({ contentType, authorization, body: bytes.toString('utf8') });
  if (status === 401) response.setHeader('www-authenticate', 'Basic realm="delta-h7"');
  response.setHeader('cache-control', 'no-store');
  sendJson(response, status, body);
  wiring.log(`← token request ${status}`);
}

/** Lets a person misbehave with curl: `{"kind":"http-500","times":3}`. */
function respondControl(wiring: Wiring, response: ServerResponse, bytes: Buffer): void {
  try {
    wiring.faults.add(readMisbehaviour(JSON.parse(bytes.toString('utf8'))));
    sendJson(response, 200, { pending: wiring.faults.pending });
  } catch (error) {
    const description = error instanceof UnknownMisbehaviour ? error.message : 'The body is not JSON';
    sendJson(response, 400, { errorCode: 'CONTROL', errorDescription: description });
  }
}

/** 200 is an empty object; every error has a code and a description (§2.3.5.1). */
function sendAnswer(response: ServerResponse, status: number, description: string | undefined): void {
  if (status === 401) response.setHeader('www-authenticate', 'Bearer');
  sendJson(
    response,
    status,
    status === 200 ? {} : { errorCode: `GUN2_${status}`, errorDescription: description ?? '' },
  );
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  // A 204 and a 304 have no body, and must not announce one.
  if (status === 204 || status === 304) return void response.writeHead(status).end();
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
