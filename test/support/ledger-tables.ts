import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import type { DatabaseStandIn } from '../../local/stand-ins/database.ts';
import { clientOf, createLedgerTable, type Engine, startEngine } from './dynamodb.ts';

/** A DynamoDB for the tests of a `describe`, there from the first to the last of them. */
export interface LedgerTables {
  readonly standIn: DatabaseStandIn;
  readonly client: DynamoDBClient;
  /** Makes an empty table with the ledger's keys and indexes, and resolves to its name. */
  make(): Promise<string>;
}

export function ledgerTables(engine: Engine = 'dynalite'): LedgerTables {
  let standIn: DatabaseStandIn;
  let client: DynamoDBClient;
  let made = 0;
  beforeAll(async () => {
    standIn = await startEngine(engine);
    client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
  });
  afterAll(async () => {
    client?.destroy();
    await standIn?.close();
  });
  return {
    get standIn() {
      return standIn;
    },
    get client() {
      return client;
    },
    async make() {
      made += 1;
      const name = `ledger-${made}`;
      await createLedgerTable(client, name);
      return name;
    },
  };
}
