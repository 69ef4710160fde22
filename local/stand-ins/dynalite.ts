import { once } from 'node:events';
import { createRequire } from 'node:module';
import { MessageChannel, Worker } from 'node:worker_threads';
import { compile } from '../compile.ts';
import { LocalFault, thrownText } from '../fault.ts';
import { LOOPBACK } from '../listen.ts';
import { type CapacityUnits, SharedCalls } from './calls.ts';
import type { DatabaseStandIn, StoredItem } from './database.ts';
import type { DynaliteWorkerData } from './dynalite-worker.ts';
import { callDynamodb } from './dynamodb-call.ts';
import { Watchers } from './watchers.ts';

const OPERATIONS = [
  ...['BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PutItem', 'Query', 'Scan', 'UpdateItem'],
  ...['CreateTable', 'DeleteTable', 'DescribeTable', 'ListTables', 'UpdateTable', 'DescribeTimeToLive'],
];

/**
 * DynamoDB by dynalite: no Java, starts at once, and with a directory keeps every acknowledged
 * write through `kill -9`. It runs in a thread of its own, since it throws where its files cannot
 * be opened or a request ends late, and because it needs a processor under load.
 */
export async function startDynalite(log: (line: string) => void, dataDirectory?: string): Promise<DatabaseStandIn> {
  const calls = new SharedCalls(OPERATIONS);
  const watchers = new Watchers();
  const { port1: writes, port2: theirs } = new MessageChannel();
  writes.on('message', (stored: StoredItem) => watchers.tellOfWrite(stored));
  const data: DynaliteWorkerData = {
    dynalite: createRequire(import.meta.url).resolve('dynalite'),
    ...(dataDirectory && { dataDirectory }),
    host: LOOPBACK,
    operations: OPERATIONS,
    counts: calls.memory,
    writes: theirs,
  };
  const code = await compile(new URL('./dynalite-worker.ts', import.meta.url), 'cjs');
  const worker = new Worker(code, {
    ...{ eval: true, workerData: data, transferList: [theirs], execArgv: [], env: { AWS_REGION: 'local' } },
  });
  const died = new Promise<never>((_, reject) => worker.once('error', reject));
  died.catch(() => {});

  let endpoint: string;
  try {
    const [{ port }] = (await Promise.race([once(worker, 'message'), died])) as [{ port: number }];
    endpoint = `http://${LOOPBACK}:${port}`;
    // LevelDB opens its files late: ask for something now, so that a fault shows at the start.
    await Promise.race([callDynamodb(endpoint, 'ListTables', {}), died]);
  } catch (error) {
    await worker.terminate();
    writes.close();
    if (!dataDirectory) throw error;
    throw new LocalFault(
      'data',
      `The data directory ${dataDirectory} cannot be opened: is another gateway using it? (${thrownText(error)})`,
    );
  }
  worker.on('error', (error) => log(`The local DynamoDB ended: ${error.stack ?? thrownText(error)}`));

  return {
    endpoint,
    calls,
    watch(watched, told) {
      watchers.add(watched.table, told);
      writes.postMessage(watched);
    },
    async units() {
      const told = once(worker, 'message');
      worker.postMessage('units');
      const [{ units }] = (await told) as [{ units: CapacityUnits }];
      return units;
    },
    async close() {
      const ended = once(worker, 'exit');
      worker.postMessage('close');
      const late = setTimeout(() => void worker.terminate(), 5000);
      await ended;
      clearTimeout(late);
      writes.close();
    },
  };
}
