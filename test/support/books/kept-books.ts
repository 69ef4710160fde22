import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Books } from '../../../functions/books/books.ts';
import { type BooksTable, dynamoDbBooksTable } from '../../../functions/books/books-table.ts';
import { type KeeperPorts, keepBooks } from '../../../functions/books/keeper.ts';
import { readBooks } from '../../../functions/books/read-books.ts';
import { dynamoDbLedger } from '../../../functions/ledger/dynamodb-ledger.ts';
import { filingKeyOf } from '../../../functions/ledger/items.ts';
import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import { isAuthority } from '../../../schemas/catalogue.ts';
import type { MemoryLedger } from '../../desk/support/memory-ledger.ts';
import { memoryBooksTable } from './memory-books-table.ts';

/** The days that records of tests stay. */
const RETENTION_DAYS = 400;

/** The books of a ledger, with the keeper that the stream calls where a gateway runs. */
export interface KeptBooks {
  books: Books;
  ports: KeeperPorts;
  /** Keeps the books of these filings; of all that there are where none is given. */
  keep(...keys: FilingKey[]): Promise<void>;
}

/** The books of a ledger in memory, to be kept after records were written. */
export function memoryBooks(ledger: MemoryLedger): KeptBooks {
  return keptBooks(memoryBooksTable(ledger.partitions), ledger);
}

/** The books of a ledger in memory, kept anew whenever they are opened. */
export async function openBooks(ledger: MemoryLedger): Promise<Books> {
  const { books, keep } = memoryBooks(ledger);
  await keep();
  return books;
}

/** The books of a ledger in DynamoDB, to be kept after records were written. */
export function tableBooks(client: DynamoDBClient, tableName: string): KeptBooks {
  const ledger = dynamoDbLedger({ client, tableName, retentionDays: RETENTION_DAYS });
  return keptBooks(dynamoDbBooksTable(client, tableName), ledger);
}

function keptBooks(table: BooksTable, ledger: Ledger): KeptBooks {
  const ports: KeeperPorts = {
    ...{ table, ledger, retentionDays: RETENTION_DAYS, now: () => new Date() },
    onFault: (_, error) => {
      throw error;
    },
  };
  return {
    ports,
    books: readBooks(table, ledger),
    async keep(...keys) {
      const all: FilingKey[] = [];
      if (keys.length === 0) for await (const id of table.partitions()) all.push(filingKeyOf(id));
      await keepBooks(
        [...keys, ...all].filter(({ authority }) => isAuthority(authority)),
        ports,
      );
    },
  };
}
