import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { itemTable } from './item-table.ts';

/** The cursors of sweeps over the ledger, kept beside what is swept. */
export interface Cursors {
  /** The instant up to which all was seen, ISO 8601; `undefined` before the first sweep. */
  get(sweep: string): Promise<string | undefined>;
  set(sweep: string, until: string): Promise<void>;
}

export function dynamoDbCursors(client: DynamoDBClient, tableName: string): Cursors {
  const { get, put } = itemTable({ client, tableName, retentionDays: 0 });
  const keyOf = (sweep: string) => ({ [ledgerTable.partitionKey]: `sweep/${sweep}`, [ledgerTable.sortKey]: 'cursor' });
  return {
    get: async (sweep) => (await get(keyOf(sweep)))?.['until'] as string | undefined,
    set: (sweep, until) => put({ ...keyOf(sweep), until }),
  };
}
