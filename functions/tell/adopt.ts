import { statementsOf } from '../ledger/attempts.ts';
import { factOf } from '../ledger/facts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, ReceivedRecord } from '../ledger/records.ts';

/**
 * Takes over what came for a filing before its reference was known: a message that named only the
 * authority's reference lies under that, and belongs to the filing that turns out to have it. Each
 * message is stored once, however often this is done.
 * @returns what was taken over
 */
export async function adopt(key: FilingKey, customsReference: string, ledger: Ledger): Promise<ReceivedRecord[]> {
  const orphan: FilingKey = { ...key, reference: customsReference };
  if (customsReference === key.reference) return [];
  const adopted: ReceivedRecord[] = [];
  for (const { record, facts } of statementsOf(orphan, await ledger.records(orphan))) {
    if (record.type !== 'received') continue;
    await ledger.receive(key, record, { fact: factOf(key, facts) });
    adopted.push(record);
  }
  return adopted;
}
