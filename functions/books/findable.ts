import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { distinctFilings } from '../ledger/distinct-filings.ts';
import type { FilingKey } from '../ledger/records.ts';
import { type BooksTable, dynamoDbBooksTable } from './books-table.ts';
import { filingsHaving } from './filings-having.ts';
import { summariesIn, summaryKey } from './summary-item.ts';

/** The part of the books by which a sender finds the filings that a message is carried out among. */
export interface Findable {
  /**
   * The filings of a lane that a value may find, each once. It is read without its type, so that others may be among
   * them: their summaries say by what they are found.
   */
  under(authority: AuthorityName, value: string): Promise<FilingKey[]>;
  /** The summaries of these filings, in any order; those without one are left out. They may be a second old. */
  summaries(keys: readonly FilingKey[]): Promise<FilingSummary[]>;
}

export function findable(table: Pick<BooksTable, 'page' | 'getAll'>): Findable {
  return {
    async under(authority, value) {
      return distinctFilings(await filingsHaving([authority], value, table));
    },
    async summaries(keys) {
      return summariesIn(await table.getAll(keys.map(summaryKey), undefined, { mayBeOld: true }));
    },
  };
}

export function dynamoDbFindable(client: DynamoDBClient, tableName: string): Findable {
  return findable(dynamoDbBooksTable(client, tableName));
}
