import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ArchiveReader } from '../ledger/archived.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import type { Books } from './books.ts';
import { dynamoDbBooksTable } from './books-table.ts';
import { readBooks } from './read-books.ts';

/** The books in the ledger's table. */
export function dynamoDbBooks(client: DynamoDBClient, tableName: string, archive?: ArchiveReader): Books {
  // The ledger is only read.
  return readBooks(
    dynamoDbBooksTable(client, tableName),
    dynamoDbLedger({ client, tableName, retentionDays: 0, archive }),
    archive,
  );
}
