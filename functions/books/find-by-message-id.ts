import type { AuthorityName } from '../../schemas/catalogue.ts';
import { filingId } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { entriesBetween } from './journal-between.ts';

/** A messageId with the second at which it was made, in seconds since the epoch. */
const WITH_SECOND = /^.{20,}?(1\d{9})(?:\/|$)/;
/** The spans after that second in which its filing was written of, tried one after another: clocks differ. */
const SPANS: readonly [before: number, after: number][] = [
  [5, 10],
  [120, 600],
];

/** The filings with a message of this id, by the journals of the time at which it was made. */
export async function findByMessageId(
  authorities: readonly AuthorityName[],
  messageId: string,
  table: Pick<BooksTable, 'page'>,
  ledger: Pick<Ledger, 'records'>,
): Promise<FilingKey[]> {
  const [, second] = WITH_SECOND.exec(messageId) ?? [];
  if (second === undefined) return [];
  const seen = new Set<string>();
  for (const [before, after] of SPANS) {
    const since = new Date((Number(second) - before) * 1000);
    const until = new Date((Number(second) + after) * 1000);
    for (const authority of authorities) {
      for await (const { key } of entriesBetween(authority, since, until, table)) {
        if (seen.size === seen.add(filingId(key)).size) continue;
        const records = await ledger.records(key);
        if (records.some((one) => 'messageId' in one && one.messageId === messageId)) return [key];
      }
    }
  }
  return [];
}
