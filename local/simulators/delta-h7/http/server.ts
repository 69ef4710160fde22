import type { IncomingMessage, ServerResponse } from 'node:http';
import { isObject } from '../../../../schemas/json.ts';
import { CONTROL_PATH, respondControl } from '../../support/control.ts';
import type { Journal } from '../../support/journal.ts';
import { sendJson } from '../../support/send-json.ts';
import { LARGEST_BODY, serve } from '../../support/serve.ts';
import { exchangeOf } from '../customs.ts';
import type { Taken } from '../exchange.ts';
import type { Frame } from '../messages/frame.ts';
import { readFrame } from '../messages/frame.ts';
import type { OfficialNames } from '../messages/official-names.ts';
import type { Faults } from '../misbehaviour/misbehaviour.ts';
import { readMisbehaviour } from '../misbehaviour/misbehaviour.ts';
import type { Account, TokenEndpoint } from '../token/token-endpoint.ts';
import type { AddressedMessage, Router } from './routes.ts';

export const TOKEN_PATH = '/oauth2/token';

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
  /** Parsed where it is JSON, by the names that it came with; else as it came. */
  body: unknown;
}

interface Wiring {
  route: Router;
  tokens: TokenEndpoint;
  onTokenRequest: () => void;
  faults: Faults;
  names: OfficialNames;
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

/** The HTTP side of customs. */
export function serveCustoms(port: number, wiring: Wiring): ReturnType<typeof serve> {
  return serve(port, (request, response, bytes) => respond(wiring, request, response, bytes));
}

function respond(wiring: Wiring, request: IncomingMessage, response: ServerResponse, bytes: Buffer | undefined): void {
  const path = (request.url ?? '/').split('?')[0] as string;
  const post = request.method === 'POST';
  if (post && path === TOKEN_PATH) respondToken(wiring, request, response, bytes ?? Buffer.alloc(0));
  else if (post && path === CONTROL_PATH) respondControl(response, bytes ?? Buffer.alloc(0), controlOf(wiring));
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
  const understood = (body: unknown) => wiring.names.understood(messageName, body);
  const frame = readFrame(request.headers['content-type'], bytes ?? Buffer.alloc(0), understood);
  if (!bytes) frame.refusal = `The body is larger than ${LARGEST_BODY} bytes`;

  const deserved = judge(request.method, route, account, frame);
  // An outage strikes whoever calls an endpoint of a message, before customs looks at the call.
  const spoilt = messageName !== undefined && request.method === 'POST' ? wiring.faults.spoilAnswer() : undefined;
  const answer: CallAnswer = spoilt ? { status: spoilt.status, description: `Simulated: ${spoilt.kind}` } : deserved;
  const body = isObject(frame.body) ? understood(frame.body) : {};
  const header = isObject(body) && isObject(body['header']) ? body['header'] : {};
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

function controlOf({ faults }: Wiring): Parameters<typeof respondControl>[2] {
  return { add: (value) => faults.add(readMisbehaviour(value)), pending: () => faults.pending };
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

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
