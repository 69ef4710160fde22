import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { Passage } from '../../local/stand-ins/passage.ts';
import { clientOf } from './dynamodb.ts';
import { ledgerTables } from './ledger-tables.ts';

/** A DynamoDB that loses answers: the call is carried out, and its connection breaks. */
export interface LossyDynamoDb {
  /** A client of the SDK as the functions have it, whose answers may be lost. */
  readonly client: DynamoDBClient;
  /** A client whose answers are never lost. */
  readonly safe: DynamoDBClient;
  make(): Promise<string>;
  /** Loses the answers of the next writes; `meanwhile` runs after the first was carried out. */
  lose(answers?: number, meanwhile?: () => Promise<unknown>): void;
  /** The number of answers lost since it was made. */
  readonly lost: number;
}

export function lossyDynamoDb(): LossyDynamoDb {
  const tables = ledgerTables();
  let client: DynamoDBClient;
  let passage: Passage;
  let left = 0;
  let lost = 0;
  let meanwhile: (() => Promise<unknown>) | undefined;

  const server = createServer((request, response) => {
    const isWrite = /\.(?:Put|Update|Delete)Item$/.test(String(request.headers['x-amz-target']));
    passage.pass(request, response, (input) => ({
      input,
      async hear(_, answer) {
        if (!isWrite || left === 0) return answer;
        left -= 1;
        lost += 1;
        const happening = meanwhile;
        meanwhile = undefined;
        await happening?.();
        throw new Error('the answer is lost');
      },
    }));
  });

  beforeAll(async () => {
    passage = new Passage(Number(new URL(tables.standIn.endpoint).port));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    client = clientOf({ endpoint: `http://127.0.0.1:${port}`, region: 'local' });
  });
  afterAll(() => {
    client.destroy();
    server.closeAllConnections();
    server.close();
    passage.close();
  });

  return {
    get client() {
      return client;
    },
    get safe() {
      return tables.client;
    },
    make: tables.make,
    lose(answers = 1, happening) {
      left = answers;
      meanwhile = happening;
    },
    get lost() {
      return lost;
    },
  };
}
