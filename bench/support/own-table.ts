import type { Gateway } from '../../local/gateway.ts';
import type { FunctionPool } from '../../local/lambda/pool.ts';
import { clientOf, createLedgerTable } from '../../test/support/dynamodb.ts';
import { beforeBundle } from './before-bundle.ts';

/**
 * Makes a table beside that of the gateway, whose stream nobody reads: the books and the outcomes, which have functions
 * of their own, take no time of this machine's processors from the one that is measured.
 */
export async function createOwnTable({ ready }: Gateway, name: string): Promise<void> {
  const client = clientOf({ endpoint: ready.endpoints.dynamodb, region: ready.region });
  try {
    await createLedgerTable(client, name);
  } finally {
    client.destroy();
  }
}

/** Has a function's processes use that table, from the next that starts. */
export function useTable(pool: FunctionPool, name: string): void {
  beforeBundle(pool, `process.env.LEDGER_TABLE = ${JSON.stringify(name)};`);
}
