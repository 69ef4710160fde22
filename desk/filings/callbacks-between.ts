import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { StoredCallback } from '../../schemas/untold.ts';
import { daysBack, type Span } from '../since.ts';
import { factsFor } from './listing.ts';

/** Every callback that came in a period, by the index of facts: also one whose item cannot be read. */
export async function* callbacksBetween(
  ledger: Pick<Ledger, 'received'>,
  authorities: readonly AuthorityName[],
  { since, until }: Span,
): AsyncGenerator<StoredCallback> {
  for (const day of daysBack(until, since).reverse()) {
    for (const authority of authorities) {
      for (const fact of factsFor({}))
        yield* ledger.received(authority, fact, day, since.toISOString(), until.toISOString());
    }
  }
}
