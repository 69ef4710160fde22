import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { Ledger, ParkedList, ParkedSend } from './ledger.ts';

/** The number of parked messages; with `more`, there are more than that. */
export interface ParkedCount {
  count: number;
  more: boolean;
}

/** The most parked messages that are counted: each one counted is read. */
const MOST_COUNTED = 10_000;
/** A bound after every instant, as text. */
const EVER = '9';
const LISTS: readonly ParkedList[] = ['lane', 'declaration', 'alone', 'fan-out'];

/**
 * Every parked send of an authority, whatever it is parked for.
 * @param most the number that will be taken of each list, about
 */
export async function* everyParkedSend(
  ledger: Pick<Ledger, 'due'>,
  authority: AuthorityName,
  most?: number,
): AsyncGenerator<ParkedSend> {
  for (const list of LISTS) yield* ledger.due(authority, EVER, list, { ...(most !== undefined && { most }) });
}

export async function countParked(
  ledger: Pick<Ledger, 'due'>,
  authority: AuthorityName,
  most = MOST_COUNTED,
): Promise<ParkedCount> {
  let count = 0;
  for await (const _ of everyParkedSend(ledger, authority, most)) {
    if (count === most) return { count, more: true };
    count += 1;
  }
  return { count, more: false };
}
