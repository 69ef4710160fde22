import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { DeclarantError } from '../../schemas/declarant-error.ts';
import { closeServer, LOOPBACK, listen } from '../listen.ts';
import { CallCounter, type StandIn } from './calls.ts';

export type Input = Record<string, unknown>;

/** An error that a service answers with; its code is AWS's name of it, by which clients know it. */
export class ServiceError extends DeclarantError {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface JsonService extends StandIn {
  readonly calls: CallCounter;
}

/** A service that speaks AWS's JSON 1.1, of which each operation is a function. */
export async function startJsonService(
  name: string,
  operations: Readonly<Record<string, (input: Input) => object>>,
): Promise<JsonService> {
  const calls = new CallCounter();
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    calls.add(operation);
    const [status, answer] = answerOf(name, operations, operation, await bodyOf(request));
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': randomUUID() });
    response.end(JSON.stringify(answer));
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  return { endpoint: `http://${LOOPBACK}:${port}`, calls, close: () => closeServer(server) };
}

function answerOf(
  name: string,
  operations: Readonly<Record<string, (input: Input) => object>>,
  operation: string,
  body: string,
): [number, object] {
  try {
    const run = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
    if (!run) throw new ServiceError('UnknownOperationException', `The local ${name} has no ${operation}`);
    return [200, run(JSON.parse(body) as Input)];
  } catch (error) {
    if (error instanceof ServiceError) return [400, { __type: error.code, Message: error.message }];
    if (error instanceof SyntaxError)
      return [400, { __type: 'SerializationException', Message: 'The body is not JSON' }];
    return [500, { __type: 'InternalServiceError', Message: String(error) }];
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
