import type { Books, BooksFilter } from '../../functions/books/books.ts';
import { DeclarantError } from '../../schemas/declarant-error.ts';
import type { FilingSummary } from '../../schemas/filing-summary.ts';
import { DeskFault } from '../fault.ts';

/** The filings of a page, newest fact first. */
export interface ListPage {
  summaries: readonly FilingSummary[];
  /** The cursor of the next page, where there is one. */
  next?: string;
  /** The number of items that were read for it. */
  read: number;
}

/** The most filings that are asked for at once. */
const AT_ONCE = 500;

/**
 * A page with as many filings as are asked for, if there are so many that match.
 * @param onProgress hears how many were found and read so far
 * @throws {DeskFault} where the cursor cannot be used
 */
export async function listPage(
  books: Pick<Books, 'page'>,
  filter: BooksFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
  onProgress?: (found: number, read: number) => void,
): Promise<ListPage> {
  const summaries: FilingSummary[] = [];
  let next = cursor;
  let read = 0;
  do {
    const most = Math.min(limit - summaries.length, AT_ONCE);
    const page = await pageAfter(books, filter, most, next);
    summaries.push(...page.summaries);
    read += page.read;
    next = page.next;
    onProgress?.(summaries.length, read);
  } while (next !== undefined && summaries.length < limit);
  return { summaries, ...(next !== undefined && { next }), read };
}

async function pageAfter(books: Pick<Books, 'page'>, filter: BooksFilter, limit: number, cursor: string | undefined) {
  try {
    return await books.page(filter, { limit, ...(cursor !== undefined && { cursor }) });
  } catch (error) {
    if (!(error instanceof DeclarantError) || error.code !== 'CURSOR') throw error;
    const how = 'Give the cursor of a page before it as it was printed, with the same filters, or leave it out.';
    throw new DeskFault('USAGE', `--cursor ${cursor} cannot be used: ${error.message}. ${how}`, { cause: error });
  }
}
