import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { FunctionError } from '../lambda/function-error.ts';
import { closeServer, LOOPBACK, listen } from '../listen.ts';

export interface LambdaStandIn {
  endpoint: string;
  close(): Promise<void>;
}

/** Runs a function by its name; undefined where there is none. */
export type InvokeByName = (name: string, event: unknown) => Promise<unknown> | undefined;

/** The quota of an account that is not new. */
const QUOTA = 1000;

/**
 * Lambda for who invokes a function and waits for its answer, or asks for the limits of the account.
 * @param reserved the instances that all functions reserve
 */
export async function startLambda(invoke: InvokeByName, reserved: () => number = () => 0): Promise<LambdaStandIn> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/2016-08-19/account-settings')
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ AccountLimit: limitOf(reserved()) }));
    else void answer(request, response, invoke);
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  return { endpoint: `http://${LOOPBACK}:${port}`, close: () => closeServer(server) };
}

const limitOf = (reserved: number) => ({
  ConcurrentExecutions: QUOTA,
  UnreservedConcurrentExecutions: QUOTA - reserved,
});

async function answer(request: IncomingMessage, response: ServerResponse, invoke: InvokeByName): Promise<void> {
  const say = (status: number, body: unknown, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body ?? null));
  const name = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(request.url ?? '')?.[1];
  let event: unknown;
  try {
    event = JSON.parse((await textOf(request)) || '{}');
  } catch {
    say(400, { message: 'The event is no JSON' }, { 'x-amzn-errortype': 'InvalidRequestContentException' });
    return;
  }
  const invocation = name && request.method === 'POST' ? invoke(decodeURIComponent(name), event) : undefined;
  if (!invocation) {
    say(404, { Message: `Function not found: ${name}` }, { 'x-amzn-errortype': 'ResourceNotFoundException' });
    return;
  }
  try {
    say(200, await invocation);
  } catch (error) {
    const { code: errorType, message } = error instanceof FunctionError ? error : { code: 'Error', message: '' };
    // A function that failed was invoked all the same: so Lambda answers.
    say(200, { errorType, errorMessage: message }, { 'x-amz-function-error': 'Unhandled' });
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
