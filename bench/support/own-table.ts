import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Gateway } from '../../local/gateway.ts';
import type { FunctionPool } from '../../local/lambda/pool.ts';
import { clientOf, createLedgerTable } from '../../test/support/dynamodb.ts';

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

/** Has a function's processes use that table, from the next that starts: a line before its bundle says so. */
export function useTable({ definition }: FunctionPool, name: string): void {
  const file = path.join(definition.taskRoot, 'index.mjs');
  writeFileSync(file, `process.env.LEDGER_TABLE = ${JSON.stringify(name)};\n${readFileSync(file, 'utf8')}`);
}
