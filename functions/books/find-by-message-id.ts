import pMap from 'p-map';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import { filingId } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { BooksTable } from './books-table.ts';
import { entriesBetween, type JournalSpan } from './journal-between.ts';

/** A messageId with the second at which it was made, in seconds since the epoch. */
const WITH_SECOND = /^.{20,}?(1\d{9})(?:\/|$)/;
/** The spans after that second in which its filing was written of, tried one after another: clocks differ. */
const SPANS: readonly [before: number, after: number][] = [
  [5, 10],
  [120, 600],
];
const AT_ONCE = 16;

/** The filings with a message of this id, by the journals of the time at which it was made. */
export async function findByMessageId(
  authorities: readonly AuthorityName[],
  messageId: string,
  table: Pick<BooksTable, 'page'>,
  ledger: Pick<Ledger, 'records'>,
): Promise<FilingKey[]> {
  const [, second] = WITH_SECOND.exec(messageId) ?? [];
  if (second === undefined) return [];
  const instant = (after: number) => new Date((Number(second) + after) * 1000).toISOString();
  const seen = new Set<string>();
  for (const [before, after] of SPANS) {
    const touched = await touchedIn(authorities, { since: instant(-before), until: instant(after) }, table);
    const fresh = touched.filter((key) => seen.size !== seen.add(filingId(key)).size);
    const found = await pMap(fresh, async (key) => ((await hasMessage(key, messageId, ledger)) ? [key] : []), {
      concurrency: AT_ONCE,
    });
    if (found.flat().length > 0) return found.flat();
  }
  return [];
}

/** The filings that the journals of these lanes name in a span. */
async function touchedIn(
  authorities: readonly AuthorityName[],
  span: JournalSpan,
  table: Pick<BooksTable, 'page'>,
): Promise<FilingKey[]> {
  const keys = authorities.map(async (authority) => {
    const found: FilingKey[] = [];
    for await (const { key } of entriesBetween(authority, span, table)) found.push(key);
    return found;
  });
  return (await Promise.all(keys)).flat();
}

async function hasMessage(key: FilingKey, messageId: string, ledger: Pick<Ledger, 'records'>): Promise<boolean> {
  return (await ledger.records(key)).some((one) => 'messageId' in one && one.messageId === messageId);
}
