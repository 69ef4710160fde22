import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import type { DatabaseStandIn } from '../../local/stand-ins/database.ts';
import { clientOf, createLedgerTable, type Engine, startEngine } from './dynamodb.ts';

/** A DynamoDB for the tests of a `describe`, in which their tables are their own. */
export interface LedgerTables {
  readonly standIn: DatabaseStandIn;
  readonly client: DynamoDBClient;
  /** Makes an empty table with the ledger's keys and indexes, and resolves to its name. */
  make(): Promise<string>;
}

/**
 * The engines of this process, each started once and ended with it: a start takes longer than most of the tests, and
 * these run one after another.
 */
const started = new Map<Engine, Promise<DatabaseStandIn>>();
let made = 0;

export function ledgerTables(engine: Engine = 'dynalite'): LedgerTables {
  let standIn: DatabaseStandIn;
  let client: DynamoDBClient;
  beforeAll(async () => {
    const shared = started.get(engine) ?? startEngine(engine);
    started.set(engine, shared);
    standIn = await shared;
    client = clientOf({ endpoint: standIn.endpoint, region: 'local' });
  });
  afterAll(() => client?.destroy());
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
