import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { type Item, plainTable } from '../table/plain-table.ts';

/** The table as the archiver reads it: for half the price, since what it looks for was written days ago. */
export interface ArchiveTable {
  /** The items of a partition. */
  partition(id: string): Promise<Item[]>;
  /** The items of each partition in one of so many equal parts of the table, partition by partition. */
  segment(part: number, of: number): AsyncIterable<{ id: string; items: Item[] }>;
}

export function dynamoDbArchiveTable(client: DynamoDBClient, TableName: string): ArchiveTable {
  const { documents, find } = plainTable(client, TableName);
  const { partitionKey } = ledgerTable;
  return {
    async partition(id) {
      const items: Item[] = [];
      const found = find({
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': partitionKey },
        ExpressionAttributeValues: { ':partition': id },
      });
      for await (const item of found) items.push(item);
      return items;
    },
    async *segment(Segment, TotalSegments) {
      let open: { id: string; items: Item[] } | undefined;
      for await (const { Items = [] } of paginateScan({ client: documents }, { TableName, Segment, TotalSegments })) {
        // The items of a partition come one after another.
        for (const item of Items) {
          const id = String(item[partitionKey]);
          if (open?.id !== id) {
            if (open) yield open;
            open = { id, items: [] };
          }
          open.items.push(item);
        }
      }
      if (open) yield open;
    },
  };
}
