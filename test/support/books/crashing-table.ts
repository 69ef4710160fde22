import type { BooksTable } from '../../../functions/books/books-table.ts';

/** The death of what writes, at one of its writes. */
export class CrashAtWrite extends Error {}

/** A table whose writes end at the one of this number: it is made, or it is not. */
export function crashingTable(table: BooksTable, last: number, isMade: boolean): BooksTable {
  let writes = 0;
  const strike = async <T>(write: () => Promise<T>): Promise<T> => {
    writes += 1;
    if (writes < last) return write();
    if (writes === last && isMade) await write();
    throw new CrashAtWrite();
  };
  return {
    ...table,
    put: (item) => strike(() => table.put(item)),
    putNext: (item) => strike(() => table.putNext(item)),
    putNewer: (item) => strike(() => table.putNewer(item)),
    remove: (key) => strike(() => table.remove(key)),
  };
}
