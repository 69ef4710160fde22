import type { BooksTable } from '../../../functions/books/books-table.ts';
import { searchFilings } from '../../../functions/books/find-filings.ts';
import { authorityNames } from '../../../schemas/catalogue.ts';
import { ledgerTable } from '../../../schemas/ledger-table.ts';
import { memoryLedger } from '../../desk/support/memory-ledger.ts';
import { memoryBooksTable } from './memory-books-table.ts';

/** The kinds of filings, as `AUTHORITY/KIND`, whose summaries a search for a reference asks for first. */
export async function askedKinds(reference: string): Promise<string[]> {
  const asked: string[][] = [];
  const table: Pick<BooksTable, 'page' | 'getAll'> = {
    ...memoryBooksTable(new Map()),
    async getAll(keys) {
      asked.push(keys.map((key) => String(key[ledgerTable.partitionKey]).split('/').slice(0, 2).join('/')));
      return [];
    },
  };
  await searchFilings(authorityNames, reference, { table, ledger: memoryLedger() });
  return asked[0] ?? [];
}
