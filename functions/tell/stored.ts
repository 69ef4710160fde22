import type { DynamoDBRecord } from 'aws-lambda';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';

/** A callback that the stream of the ledger's table says was stored: where, not what it says. */
export interface Stored {
  key: FilingKey;
  /** Its place in the filing, as `receivedEntry` has it. */
  entry: string;
}

/**
 * Reads what was stored from a record of the stream.
 * @throws {TypeError} where it has not the ledger's keys
 */
export function storedOf({ dynamodb, eventID }: DynamoDBRecord): Stored {
  const id = dynamodb?.Keys?.[ledgerTable.partitionKey]?.S;
  const entry = dynamodb?.Keys?.[ledgerTable.sortKey]?.S;
  if (!id || !entry) throw new TypeError(`The record ${eventID} of the stream has not the keys of the ledger`);
  return { key: filingKeyOf(id), entry };
}
