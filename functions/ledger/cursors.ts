import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** The cursors of sweeps over the ledger, kept beside what is swept. */
export interface Cursors {
  /** The instant up to which all was seen, ISO 8601; `undefined` before the first sweep. */
  get(sweep: string): Promise<string | undefined>;
  set(sweep: string, until: string): Promise<void>;
}

export function dynamoDbCursors(client: DynamoDBClient, tableName: string): Cursors {
  const documents = DynamoDBDocumentClient.from(client);
  const keyOf = (sweep: string) => ({ [ledgerTable.partitionKey]: `sweep/${sweep}`, [ledgerTable.sortKey]: 'cursor' });
  return {
    async get(sweep) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: tableName, Key: keyOf(sweep), ConsistentRead: true }),
      );
      return Item?.['until'] as string | undefined;
    },
    async set(sweep, until) {
      await documents.send(new PutCommand({ TableName: tableName, Item: { ...keyOf(sweep), until } }));
    },
  };
}
