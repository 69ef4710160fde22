import type { DynamoDBRecord } from 'aws-lambda';
import { isAuthority } from '../../schemas/catalogue.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';

/** The filing that a record of the ledger's stream belongs to; undefined for what lies with a lane. */
export function touchedBy({ dynamodb }: DynamoDBRecord): FilingKey | undefined {
  const key = filingKeyOf(dynamodb?.Keys?.[ledgerTable.partitionKey]?.S ?? '');
  return isAuthority(key.authority) ? key : undefined;
}
