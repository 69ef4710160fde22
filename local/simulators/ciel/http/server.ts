import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { CONTROL_PATH, respondControl } from '../../support/control.ts';
import type { Journal } from '../../support/journal.ts';
import { sendAnswer } from '../../support/send-answer.ts';
import { serve } from '../../support/serve.ts';
import type { SimulatedAnswer } from '../../support/simulated-answer.ts';
import type { Faults } from '../faults.ts';
import { type EndpointName, endpointAt } from './endpoints.ts';

/** A call that reached an endpoint, the control endpoint aside. */
export interface ReceivedCall {
  at: Date;
  method: string;
  /** With its query. */
  path: string;
  /** `undefined` on a path that there is not. */
  endpoint: EndpointName | undefined;
  /** `undefined` where nothing was answered. */
  status: number | undefined;
  /** True if it was dealt with, whatever the answer said then. */
  processed: boolean;
  contentType: string | undefined;
  body: string;
}

/** A call as the endpoints see it. */
export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  contentType: string | undefined;
  authorization: string | undefined;
  bytes: Buffer;
}

export interface Wiring {
  /** The answer that a call deserves, with all that follows from it. */
  answer: (endpoint: EndpointName, call: Call) => Promise<SimulatedAnswer> | SimulatedAnswer;
  faults: Faults;
  /** Does what the control endpoint is told. */
  command: (value: unknown) => void;
  journal: Journal<ReceivedCall>;
  now: () => Date;
  log: (line: string) => void;
}

const NOT_FOUND: SimulatedAnswer = { status: 404, type: 'text/plain', body: 'There is no such path\n' };
const TOO_LARGE: SimulatedAnswer = { status: 413, type: 'text/plain', body: 'The body is too large\n' };

/** The one HTTP server of all that is simulated. */
export function serveCiel(port: number, wiring: Wiring): ReturnType<typeof serve> {
  return serve(port, (request, response, bytes) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.method === 'POST' && pathname === CONTROL_PATH)
      respondControl(response, bytes ?? Buffer.alloc(0), {
        ...{ add: wiring.command, pending: () => wiring.faults.pending },
      });
    else
      respond(wiring, request, response, {
        ...{ method: request.method ?? '', path: pathname, query: searchParams, bytes },
        ...{ contentType: request.headers['content-type'], authorization: request.headers.authorization },
      }).catch((error: unknown) => {
        wiring.log(`the simulator failed: ${error instanceof Error ? error.stack : error}`);
        request.socket.destroy();
      });
  });
}

async function respond(
  { answer, faults, journal, log, now }: Wiring,
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, ...call }: Omit<Call, 'bytes'> & { bytes: Buffer | undefined },
): Promise<void> {
  const endpoint = endpointAt(call.path);
  const received: ReceivedCall = {
    ...{ at: now(), method: call.method, path: request.url ?? '/', endpoint, status: undefined, processed: false },
    ...{ contentType: call.contentType, body: bytes?.toString('utf8') ?? '' },
  };
  journal.add(received);
  const spoilt = endpoint && faults.spoilCall(endpoint);
  const deserve = () => (bytes === undefined ? TOO_LARGE : endpoint ? answer(endpoint, { ...call, bytes }) : NOT_FOUND);
  const deserved = spoilt?.processed === false ? undefined : await deserve();
  received.processed = deserved !== undefined;
  if (spoilt?.lateMs !== undefined) await sleep(spoilt.lateMs);
  const given = spoilt?.answer ? spoilt.answer(deserved) : deserved;
  if (!spoilt?.isCut) received.status = given?.status;
  log(`← ${call.method} ${received.path} ${received.status ?? 'no answer'}`);
  if (spoilt?.isCut) request.socket.destroy();
  // Without an answer the connection stays open until someone closes it.
  else if (given) sendAnswer(response, given);
}
