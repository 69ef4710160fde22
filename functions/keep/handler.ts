import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamEvent } from 'aws-lambda';
import { deployedArchive } from '../archive/deployed-archive.ts';
import { dynamoDbBooksTable } from '../books/books-table.ts';
import { type KeeperPorts, keepBooks } from '../books/keeper.ts';
import { keeperEnvironment, readEnvironment } from '../environment.ts';
import { dynamoDbLedger } from '../ledger/dynamodb-ledger.ts';
import { consoleTelemetry, errorFields } from '../telemetry/log.ts';
import { touchedBy } from './touched.ts';

const environment = readEnvironment(keeperEnvironment);
const client = new DynamoDBClient();
const tableName = environment.LEDGER_TABLE;
const retentionDays = Number(environment.RETENTION_DAYS);
const archive = deployedArchive(client, environment);
const telemetry = consoleTelemetry({ stage: environment.STAGE });

const ports: KeeperPorts = {
  table: dynamoDbBooksTable(client, tableName),
  ledger: dynamoDbLedger({ client, tableName, retentionDays, archive }),
  archive,
  retentionDays,
  now: () => new Date(),
  onFault: ({ authority, reference }, error) =>
    telemetry.problem('books.put-aside', { authority, reference, ...errorFields(error) }),
};

/**
 * Keeps the books of the filings that the stream of the ledger's table tells of. A batch that fails comes again as a
 * whole, which changes nothing of what was kept.
 */
export async function handler({ Records }: DynamoDBStreamEvent): Promise<void> {
  await keepBooks(
    Records.flatMap((record) => touchedBy(record) ?? []),
    ports,
  );
}
