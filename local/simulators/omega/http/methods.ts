import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TLSSocket } from 'node:tls';
import type { Journal } from '../../support/journal.ts';
import { sendAnswer } from '../../support/send-answer.ts';
import type { Respond } from '../../support/serve.ts';
import { answerCall } from '../answer-call.ts';
import type { Dialogue } from '../dialogue.ts';
import type { Faults } from '../faults.ts';
import type { ReceivedCall } from '../received-call.ts';
import { type ReadCall, readCall } from '../soap/read-call.ts';
import { SoapFault } from '../soap/soap-fault.ts';
import { type Step, stepAt } from '../step.ts';

export interface Wiring {
  dialogue: Dialogue;
  faults: Faults;
  journal: Journal<ReceivedCall>;
  now: () => Date;
  log: (line: string) => void;
}

/** Responds to calls of the two methods. */
export function methodsOf(wiring: Wiring): Respond {
  return (request, response, bytes) => {
    const step = stepAt(new URL(request.url ?? '/', 'https://127.0.0.1').pathname);
    if (!step) sendAnswer(response, { status: 404, type: 'text/plain', body: 'There is no such path\n' });
    else if (request.method !== 'POST') sendAnswer(response, { status: 405, type: 'text/plain', body: 'POST only\n' });
    else if (!bytes) sendAnswer(response, { status: 413, type: 'text/plain', body: 'The body is too large\n' });
    else
      respond(wiring, step, request, response, bytes).catch((error: unknown) => {
        wiring.log(`the simulator failed: ${error instanceof Error ? error.stack : error}`);
        request.socket.destroy();
      });
  };
}

async function respond(
  { dialogue, faults, journal, now, log }: Wiring,
  step: Step,
  request: IncomingMessage,
  response: ServerResponse,
  bytes: Buffer,
): Promise<void> {
  const read = readOrFault(step, bytes);
  const fields = read instanceof SoapFault ? {} : read.fields;
  const received: ReceivedCall = {
    ...{ at: now(), step, status: undefined, processed: false, type: undefined, fields },
    ...{ headers: request.headers, body: bytes.toString('utf8') },
  };
  journal.add(received);
  const { fault, lateMs } = faults.spoilCall(step, fields.NumeroPCE);
  const certificate = (request.socket as TLSSocket).getPeerX509Certificate() as X509Certificate;
  const { answer, type, processed } = answerCall({ step, read, certificate }, fault, dialogue);
  received.processed = processed;
  if (lateMs > 0) await sleep(lateMs);
  Object.assign(received, { status: answer?.status, type });
  log(`← ${request.url} ${fields.NumeroPCE ?? ''} ${answer?.status ?? 'no answer'} ${type ?? ''}`);
  if (fault?.kind === 'broken-connection') request.socket.destroy();
  // Without an answer the connection stays open until someone closes it.
  else if (answer) sendAnswer(response, answer);
}

function readOrFault(step: Step, bytes: Buffer): ReadCall | SoapFault {
  try {
    return readCall(step, bytes);
  } catch (error) {
    if (error instanceof SoapFault) return error;
    throw error;
  }
}
