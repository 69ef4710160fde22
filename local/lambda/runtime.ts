// The process of one instance of a function: loads its bundle, then answers one invocation at a
// time. It is compiled and started without any loader, and imports Node's own modules only.
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { ErrorReport, InstanceMessage, InvokeMessage } from './protocol.ts';

type Handler = (event: unknown, context: object) => unknown;

const { LAMBDA_TASK_ROOT: root = '', _HANDLER: named = '', AWS_LAMBDA_FUNCTION_NAME: functionName = '' } = process.env;

// The instance goes when the machine goes, even when that was killed.
process.on('disconnect', () => process.exit(0));
// Ctrl-C and a service manager's stop reach the whole group; the runner lets work in flight end first.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});

try {
  const handler = await load();
  process.on('message', (message) => void answer(handler, message as InvokeMessage));
  tell({ kind: 'ready' });
} catch (error) {
  process.send?.({ kind: 'init-failed', error: reportOf(error) } satisfies InstanceMessage, () => process.exit(1));
}

/** `index.handler` is the export `handler` of `index.mjs`, `index.js` or `index.cjs`. */
async function load(): Promise<Handler> {
  const dot = named.indexOf('.', named.lastIndexOf('/'));
  const [module, name] = [named.slice(0, dot), named.slice(dot + 1)];
  const file = ['mjs', 'js', 'cjs']
    .map((extension) => `${root}/${module}.${extension}`)
    .find((path) => existsSync(path));
  if (!file) throw new Error(`Cannot find module '${module}' in ${root}`);
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown> & {
    default?: Record<string, unknown>;
  };
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') throw new Error(`${named} is undefined or not exported`);
  return handler as Handler;
}

async function answer(handler: Handler, { requestId, deadline, arn, event }: InvokeMessage): Promise<void> {
  const { AWS_LAMBDA_FUNCTION_MEMORY_SIZE, AWS_LAMBDA_LOG_GROUP_NAME, AWS_LAMBDA_LOG_STREAM_NAME } = process.env;
  const context = {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
  try {
    tell({ kind: 'answered', requestId, answer: await handler(event, context) });
  } catch (error) {
    tell({ kind: 'failed', requestId, error: reportOf(error) });
  }
}

function tell(message: InstanceMessage): void {
  process.send?.(message);
}

function reportOf(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
}
