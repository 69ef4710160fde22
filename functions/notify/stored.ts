import type { DynamoDBRecord } from 'aws-lambda';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { StoredCallback } from '../../schemas/untold.ts';

/** Which callback a record of the ledger's stream says was stored; a key that it has not is empty. */
export function storedOf({ dynamodb }: DynamoDBRecord): StoredCallback {
  const keys = dynamodb?.Keys;
  return { filing: keys?.[ledgerTable.partitionKey]?.S ?? '', entry: keys?.[ledgerTable.sortKey]?.S ?? '' };
}
