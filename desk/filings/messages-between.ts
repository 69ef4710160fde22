import { daysBetween } from '../../functions/ledger/days-between.ts';
import type { Ledger } from '../../functions/ledger/ledger.ts';
import { type AuthorityName, filingStates } from '../../schemas/catalogue.ts';
import { filingStatuses } from '../../schemas/filing.ts';
import type { StoredMessage } from '../../schemas/untold.ts';
import type { Span } from '../filter/span.ts';

/** The facts by which the index has a message. */
const facts: readonly string[] = [...filingStatuses, ...filingStates];

/** Every message of the authority that came in a period, by the index of facts: also one whose item cannot be read. */
export async function* messagesBetween(
  ledger: Pick<Ledger, 'received'>,
  authorities: readonly AuthorityName[],
  { since, until }: Span,
): AsyncGenerator<StoredMessage> {
  for (const day of daysBetween(since, until)) {
    for (const authority of authorities) {
      for (const fact of facts) yield* ledger.received(authority, fact, day, since.toISOString(), until.toISOString());
    }
  }
}
