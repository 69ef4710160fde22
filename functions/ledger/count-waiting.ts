import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Ledger, WaitingList, WaitingSend } from './ledger.ts';

/** How many messages wait; with `more`, there are more than that. */
export interface Waiting {
  count: number;
  more: boolean;
}

/** Beyond so many messages that wait, they are no longer counted: each one counted is read. */
const MOST_COUNTED = 10_000;
/** After every instant, as text. */
const EVER = '9';
const LISTS: readonly WaitingList[] = ['lane', 'declaration', 'alone'];

/** Every send of an authority that waits, for whatever it is. */
export async function* waitingSends(
  ledger: Pick<Ledger, 'due'>,
  authority: AuthorityName,
): AsyncGenerator<WaitingSend> {
  for (const list of LISTS) yield* ledger.due(authority, EVER, list);
}

export async function countWaiting(
  ledger: Pick<Ledger, 'due'>,
  authority: AuthorityName,
  most = MOST_COUNTED,
): Promise<Waiting> {
  let count = 0;
  for await (const _ of waitingSends(ledger, authority)) {
    if (count === most) return { count, more: true };
    count += 1;
  }
  return { count, more: false };
}
