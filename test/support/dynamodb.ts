import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import type { DatabaseStandIn } from '../../local/stand-ins/database.ts';
import { startDynalite } from '../../local/stand-ins/dynalite.ts';
import { startDynamodbLocal } from '../../local/stand-ins/dynamodb-local.ts';
import { archivedTable } from '../../schemas/archived-table.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';

export type Engine = 'dynalite' | 'dynamodb-local';

export function startEngine(engine: Engine): Promise<DatabaseStandIn> {
  const log = () => {};
  return engine === 'dynalite' ? startDynalite(log) : startDynamodbLocal(log);
}

export function clientOf({ endpoint, region }: { endpoint: string; region: string }): DynamoDBClient {
  return new DynamoDBClient({ endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
}

/** Creates a ledger's table with the keys that the stack gives it. */
export async function createLedgerTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const { partitionKey, sortKey } = ledgerTable;
  const indexes = Object.values(ledgerTable.indexes);
  const attributes = new Set([
    partitionKey,
    sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ]);
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys(partitionKey, sortKey),
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: index.projection },
      })),
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
    }),
  );
  await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 0.1, maxWaitTime: 10 }, { TableName: tableName });
}

/** Creates a table of what the archive has, with the keys that the stack gives it. */
export async function createArchivedTable(client: DynamoDBClient, tableName: string): Promise<void> {
  const { partitionKey, sortKey } = archivedTable;
  await client.send(
    new CreateTableCommand({
      TableName: tableName,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: keys(partitionKey, sortKey),
    }),
  );
  await waitUntilTableExists({ client, minDelay: 0.05, maxDelay: 0.1, maxWaitTime: 10 }, { TableName: tableName });
}

function keys(hash: string, range: string) {
  return [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
}
