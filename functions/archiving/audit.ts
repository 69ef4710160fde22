import pMap from 'p-map';
import { isAuthority } from '../../schemas/catalogue.ts';
import { hourOf, type LaneHour } from '../archive/object-name.ts';
import { filingId, filingKeyOf } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { Item } from '../table/plain-table.ts';
import { archiveFilings } from './archive-filings.ts';
import { isUnarchived, recordTimesOf } from './draft.ts';
import { mayPass } from './may-pass.ts';
import { type ArchiverPorts, archiveDays, DAY_MS } from './ports.ts';

const CURSOR = 'archive/audit';
/** The most filings that are looked at together: the index is asked about them by one call. */
const LOOKS_AT_ONCE = 100;

/**
 * Reads the next part of the table, and archives what the journal did not name: nothing is lost where the books are
 * wrong. Each hour has its part, and all have been read before anything can expire.
 * @returns the number of filings that were found and archived
 */
export async function audit(ports: ArchiverPorts): Promise<number> {
  const { cursors, table, index, now } = ports;
  const { audited, auditCycle } = archiveDays(ports);
  const parts = auditCycle * 24;
  const part = Number((await cursors.get(CURSOR)) ?? 0) % parts;
  const before = new Date(now().getTime() - audited * DAY_MS);
  const found = new Map<string, { hour: LaneHour; keys: FilingKey[] }>();
  const look = async ({ id, items }: { id: string; items: Item[] }) => {
    const key = filingKeyOf(id);
    if (!isAuthority(key.authority) || filingId(key) !== id) return;
    try {
      const times = recordTimesOf(items);
      // Most filings are younger than what it looks for: the index is not asked about them.
      if (!isUnarchived(times, undefined, before) || !isUnarchived(times, await index.pointer(key), before)) return;
      const hour = { authority: key.authority, hour: hourOf(times.at(-1) ?? '') };
      const name = `${hour.authority} ${hour.hour}`;
      const together = found.get(name) ?? { hour, keys: [] };
      together.keys.push(key);
      found.set(name, together);
    } catch (error) {
      if (mayPass(error)) throw error;
      ports.onFault(key, error);
    }
  };
  await pMap(table.segment(part, parts), look, { concurrency: LOOKS_AT_ONCE });
  let count = 0;
  for (const { hour, keys } of found.values()) count += await archiveFilings(hour, keys, ports);
  await cursors.set(CURSOR, String(part + 1));
  return count;
}
