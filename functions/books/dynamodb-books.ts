import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ArchiveReader } from '../ledger/archived.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import type { Books } from './books.ts';
import { dynamoDbBooksTable } from './books-table.ts';
import { readBooks } from './read-books.ts';

/**
 * The books in the ledger's table.
 * @param retentionDays the days for which the table keeps a record
 */
export function dynamoDbBooks(
  client: DynamoDBClient,
  tableName: string,
  retentionDays: number,
  archive?: ArchiveReader,
): Books {
  return readBooks(
    dynamoDbBooksTable(client, tableName),
    dynamoDbLedger({ client, tableName, retentionDays, archive }),
    archive,
  );
}
