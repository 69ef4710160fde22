import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';

/** An item as DynamoDB holds it. */
export type Item = Record<string, unknown>;

const { partitionKey, sortKey } = ledgerTable;

/** The gateway's table: single items of at most 400 KB, and those of a partition. */
export function plainTable(client: DynamoDBClient, TableName: string) {
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });

  /** The items of a query, page after page. */
  async function* find(query: Omit<QueryCommandInput, 'TableName'>): AsyncGenerator<Item> {
    for await (const page of paginateQuery({ client: documents }, { TableName, ...query })) yield* page.Items ?? [];
  }

  return {
    documents,
    find,
    async get(Key: Item): Promise<Item | undefined> {
      const { Item } = await documents.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      return Item;
    },
    /** Puts an item, whatever is there. */
    async put(Item: Item): Promise<void> {
      await documents.send(new PutCommand({ TableName, Item }));
    },
    /** The items of a partition whose entries begin so, in the order of these. */
    beginning: (partition: unknown, prefix: string, more: Omit<QueryCommandInput, 'TableName'> = {}) =>
      find({
        KeyConditionExpression: '#partition = :partition AND begins_with(#entry, :prefix)',
        ExpressionAttributeNames: { '#partition': partitionKey, '#entry': sortKey },
        ExpressionAttributeValues: { ':partition': partition, ':prefix': prefix },
        ...more,
      }),
  };
}

/** The partition of what belongs to a lane and to no filing. */
export function laneId(authority: string): string {
  return `lane/${authority}`;
}

/** The key of an item of a lane. */
export function laneKey(authority: string, entry: string) {
  return { [partitionKey]: laneId(authority), [sortKey]: entry };
}
