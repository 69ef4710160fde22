import type { DynamoDBRecord } from 'aws-lambda';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { StoredMessage } from '../../schemas/untold.ts';

/** The message that a record of the ledger's stream reports as stored; a missing key becomes an empty text. */
export function storedOf({ dynamodb }: DynamoDBRecord): StoredMessage {
  const keys = dynamodb?.Keys;
  return { filing: keys?.[ledgerTable.partitionKey]?.S ?? '', entry: keys?.[ledgerTable.sortKey]?.S ?? '' };
}
