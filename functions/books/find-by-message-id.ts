import type { AuthorityName } from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { filingId } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { type JournalEntry, journalEntriesOf, journalPartition } from './journal.ts';
import { itemsIn } from './read-counts.ts';

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

/** The entries of all platforms' journals of a span. */
async function* entriesBetween(
  authority: AuthorityName,
  since: Date,
  until: Date,
  table: Pick<BooksTable, 'page'>,
): AsyncGenerator<JournalEntry> {
  const [first, last] = [since.toISOString(), until.toISOString()];
  for (const day of new Set([since, until].map(dateInParis))) {
    const partition = journalPartition(authority, day);
    for await (const prefix of prefixesIn(partition, table)) {
      // An item lies by its latest entry: one after the span may begin within it.
      for await (const item of itemsIn({ partition, first: `${prefix}${first}`, last: `${prefix}~` }, table, 5)) {
        const entries = journalEntriesOf(item);
        yield* entries.filter(({ at }) => at >= first && at <= last);
        if ((entries.at(-1)?.at ?? '') > last) break;
      }
    }
  }
}

/** The beginnings of a journal's sort keys, one for each platform of the day. */
async function* prefixesIn(partition: string, table: Pick<BooksTable, 'page'>): AsyncGenerator<string> {
  let first = ' ';
  for (;;) {
    const { items } = await table.page({ partition, first }, 1);
    const [item] = items;
    if (!item) return;
    const entry = String(item['entry']);
    const prefix = entry.slice(0, entry.indexOf('/') + 1);
    yield prefix;
    first = `${prefix}~`;
  }
}
