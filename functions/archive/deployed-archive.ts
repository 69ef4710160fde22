import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { ArchiveReader } from '../ledger/archived.ts';
import { dynamoDbArchiveIndex } from './archive-index.ts';
import { archiveReader } from './archive-reader.ts';
import { fetchedObjects } from './fetched-objects.ts';

/** The archive as a function reads it: its bucket and its table, which the stack names. */
export function deployedArchive(
  client: DynamoDBClient,
  { ARCHIVE_BUCKET, ARCHIVED_TABLE }: { ARCHIVE_BUCKET: string; ARCHIVED_TABLE: string },
): ArchiveReader {
  return archiveReader(fetchedObjects(ARCHIVE_BUCKET), dynamoDbArchiveIndex(client, ARCHIVED_TABLE));
}
