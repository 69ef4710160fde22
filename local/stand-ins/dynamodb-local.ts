import { createServer, type IncomingMessage } from 'node:http';
import { closeServer, LOOPBACK, listen } from '../listen.ts';
import { CallCounter } from './calls.ts';
import { ConsumedUnits } from './consumed-units.ts';
import type { DatabaseStandIn } from './database.ts';
import { callDynamodb } from './dynamodb-call.ts';
import { startDynamodbLocalJar } from './dynamodb-local-jar.ts';
import { Passage } from './passage.ts';
import { TableStream } from './table-stream.ts';
import { Watchers } from './watchers.ts';

/** The operations after which there may be something new in a stream. */
const WRITES = /^(?:Put|Update|Delete|BatchWrite|TransactWrite|Create)/;

/**
 * DynamoDB by Amazon's own DynamoDB Local, in memory: for the operations that dynalite lacks.
 * Its jar listens on every interface and keeps no count, so it is reached through a server of ours.
 */
export async function startDynamodbLocal(log: (line: string) => void): Promise<DatabaseStandIn> {
  const jar = await startDynamodbLocalJar();
  const calls = new CallCounter();
  const watchers = new Watchers();
  const streams: TableStream[] = [];
  const consumed = new ConsumedUnits(sortKeysAt(jar.url));
  const passage = new Passage(jar.port);
  const server = createServer((request, response) => {
    const operation = operationOf(request);
    if (operation) calls.add(operation);
    passage.pass(request, response, (input) => {
      const call = consumed.begin(operation, input);
      return {
        input: call.input,
        hear(status, answer) {
          if (WRITES.test(operation)) for (const stream of streams) stream.ring();
          return call.hear(status, answer);
        },
      };
    });
  });
  server.keepAliveTimeout = 60_000;
  const port = await listen(server);
  jar.onEnd(log);

  return {
    endpoint: `http://${LOOPBACK}:${port}`,
    calls,
    watch({ table }, told) {
      if (!watchers.add(table, told)) return;
      streams.push(new TableStream(jar.url, table, (change) => watchers.tell(table, change), log));
    },
    isBehind: () => streams.some((stream) => stream.isBehind),
    units: async () => structuredClone(consumed.units),
    async close() {
      await Promise.all(streams.map((stream) => stream.close()));
      await closeServer(server);
      passage.close();
      await jar.close();
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
