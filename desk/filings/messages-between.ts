import type { Books } from '../../functions/books/books.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { StoredMessage } from '../../schemas/untold.ts';
import type { Span } from '../filter/span.ts';

/** The time by which the books may be behind: a filing is listed by the latest fact of when they were kept. */
const BEHIND_MS = 3_600_000;

/** Every message of the authority that came in a period, by the books' journals: also one whose item cannot be read. */
export async function* messagesBetween(
  ledger: Pick<Ledger, 'received'>,
  books: Pick<Books, 'touched'>,
  authorities: readonly AuthorityName[],
  { since, until }: Span,
): AsyncGenerator<StoredMessage> {
  const last = new Date(until.getTime() + BEHIND_MS).toISOString();
  for await (const key of books.touched(authorities, since.toISOString(), last))
    yield* ledger.received(key, since.toISOString(), until.toISOString());
}
