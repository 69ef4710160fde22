import { statementsOf } from '../ledger/attempts.ts';
import { factOf } from '../ledger/facts.ts';
import { receivedEntry } from '../ledger/items.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ownerOf } from '../ledger/owner.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord } from '../ledger/records.ts';

/**
 * Takes over the messages that came for a filing before its reference was known: a message that named only the
 * authority's reference lies under that one, and belongs to the filing that turns out to have it. Each message is
 * stored once, however often this is done, and notified from there like any other.
 * @param known the filing's records
 * @param now the time at which they join it, which may be days after they came: the filing may be archived since
 * @returns the messages that were taken over now
 */
export async function adopt(
  key: FilingKey,
  authorityReference: string,
  known: readonly LedgerRecord[],
  ledger: Ledger,
  now: Date,
): Promise<ReceivedRecord[]> {
  const orphan: FilingKey = { ...key, reference: authorityReference };
  if (authorityReference === key.reference) return [];
  const entries = new Set(known.flatMap((one) => (one.type === 'received' ? [receivedEntry(one)] : [])));
  const adopted: ReceivedRecord[] = [];
  // They came lately, if at all: the archive is not asked with each callback.
  const records = await ledger.records(orphan, { inTable: true });
  // A platform's own reference may by chance be the number that the authority gives another filing.
  if (ownerOf(orphan, records) !== undefined) return [];
  for (const { record, facts } of statementsOf(orphan, records)) {
    if (record.type !== 'received' || entries.has(receivedEntry(record))) continue;
    await ledger.receive(key, record, { fact: factOf(key, facts), joinedAt: now.toISOString() });
    adopted.push(record);
  }
  return adopted;
}
