import { daysBetween } from '../../functions/ledger/days-between.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { StoredMessage } from '../../schemas/untold.ts';
import type { Span } from '../filter/span.ts';
import { factsFor } from './listing.ts';

/** Every message of the authority that came in a period, by the index of facts: also one whose item cannot be read. */
export async function* messagesBetween(
  ledger: Pick<Ledger, 'received'>,
  authorities: readonly AuthorityName[],
  { since, until }: Span,
): AsyncGenerator<StoredMessage> {
  for (const day of daysBetween(since, until)) {
    for (const authority of authorities) {
      for (const fact of factsFor({}))
        yield* ledger.received(authority, fact, day, since.toISOString(), until.toISOString());
    }
  }
}
