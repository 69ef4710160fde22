import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTROL_PATH, respondControl } from '../../support/control.ts';
import type { Journal } from '../../support/journal.ts';
import { sendJson } from '../../support/send-json.ts';
import { serve } from '../../support/serve.ts';
import { type ApiOptions, answerApi } from '../api/api.ts';
import type { Exchange } from '../exchange.ts';
import { valueUnder } from '../goods/value-under.ts';
import type { Maskinporten } from '../maskinporten/maskinporten.ts';
import type { EndpointName, Faults } from '../misbehaviour.ts';
import { type Endpoint, endpointAt } from './endpoints.ts';

/** A call that reached an endpoint, the control endpoint aside. */
export interface ReceivedCall {
  at: Date;
  method: string;
  /** With its query. */
  path: string;
  /** `undefined` on a path that there is not. */
  endpoint: EndpointName | undefined;
  /** The message that was presented. */
  message: string | undefined;
  requestId: string | undefined;
  /** `undefined` where nothing was answered. */
  status: number | undefined;
  /** True if it was dealt with, and not refused. */
  processed: boolean;
  /** Parsed where it is JSON, else as it came. */
  body: unknown;
}

export interface Wiring extends ApiOptions {
  maskinporten: Maskinporten;
  exchange: Exchange;
  onTokenRequest: () => void;
  faults: Faults;
  /** Does what the control endpoint is told. */
  command: (value: unknown) => void;
  journal: Journal<ReceivedCall>;
  now: () => Date;
  log: (line: string) => void;
}

interface Answer {
  status: number;
  body?: object;
}

/** The one HTTP server of Maskinporten and Tolletaten. */
export function serveTolletaten(port: number, wiring: Wiring): ReturnType<typeof serve> {
  return serve(port, (request, response, bytes) => {
    const path = (request.url ?? '/').split('?')[0] as string;
    if (request.method === 'POST' && path === CONTROL_PATH)
      respondControl(response, bytes ?? Buffer.alloc(0), {
        add: wiring.command,
        pending: () => wiring.faults.pending,
      });
    else
      respond(wiring, request, response, bytes, endpointAt(request.method, path)).catch((error: unknown) => {
        wiring.log(`the simulator failed: ${error instanceof Error ? error.stack : error}`);
        request.socket.destroy();
      });
  });
}

async function respond(
  wiring: Wiring,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer | undefined,
  endpoint: Endpoint | undefined,
): Promise<void> {
  const { faults, journal, log, now } = wiring;
  // By its own clock, from which a client sees that its own is off.
  response.setHeader('date', now().toUTCString());
  if (endpoint?.name === 'token') wiring.onTokenRequest();
  const call = callOf(request, bytes, endpoint, now());
  journal.add(call);
  const spoilt = endpoint && faults.spoilCall(endpoint.name);
  const deserved = spoilt?.processed === false ? undefined : await answerOf(wiring, request, bytes, endpoint);
  call.processed = deserved !== undefined && deserved.status < 300;
  if (spoilt?.lateMs !== undefined) await sleep(spoilt.lateMs);
  const isOwn = spoilt !== undefined && spoilt.lateMs === undefined;
  call.status = isOwn ? spoilt.status : deserved?.status;
  log(`← ${call.message ?? call.endpoint ?? call.path} ${call.requestId ?? ''} ${call.status ?? 'no answer'}`);
  if (spoilt?.isCut) request.socket.destroy();
  // Without a status there is no answer: the connection stays open until someone closes it.
  else if (call.status !== undefined) {
    if (call.status === 401) response.setHeader('www-authenticate', 'Bearer');
    const simulated = { status: call.status, message: `Simulated: ${spoilt?.kind}` };
    sendJson(response, call.status, isOwn ? simulated : deserved?.body);
  }
}

/** A call before it is answered. */
function callOf(
  request: IncomingMessage,
  bytes: Buffer | undefined,
  endpoint: Endpoint | undefined,
  at: Date,
): ReceivedCall {
  const body = bodyOf(bytes);
  const requestId = endpoint?.requestId ?? queryOf(request).get('requestId') ?? valueUnder(body, 'requestId');
  return {
    at,
    method: request.method ?? '',
    path: request.url ?? '/',
    endpoint: endpoint?.name,
    message: endpoint?.message,
    requestId: typeof requestId === 'string' ? requestId : undefined,
    status: undefined,
    processed: false,
    body,
  };
}

/** The answer that a call deserves, with all that follows from it. */
async function answerOf(
  wiring: Wiring,
  request: IncomingMessage,
  bytes: Buffer | undefined,
  endpoint: Endpoint | undefined,
): Promise<Answer> {
  const { authorization, 'content-type': contentType } = request.headers;
  if (endpoint === undefined) return { status: 404, body: { status: 404, message: 'There is no such path' } };
  const form = { contentType, body: bytes?.toString('utf8') ?? '' };
  if (endpoint.name === 'token') return wiring.maskinporten.answer(form);
  if (endpoint.name === 'exchange') return wiring.exchange.answer(form);
  return answerApi({ endpoint, query: queryOf(request), contentType, bytes, authorization }, wiring);
}

function bodyOf(bytes: Buffer | undefined): unknown {
  const text = bytes?.toString('utf8') ?? '';
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function queryOf({ url }: IncomingMessage): URLSearchParams {
  return new URL(url ?? '/', 'http://127.0.0.1').searchParams;
}
