import { beginOf, type LaneHour, objectParts, objectPrefix } from '../archive/object-name.ts';
import { packed, unpacked } from '../archive/packed.ts';
import { archivedFacts } from './archived-facts.ts';
import type { ArchiverPorts } from './ports.ts';
import { objectKeptUntil, writePointers } from './write-pointers.ts';

type AdoptPorts = Pick<ArchiverPorts, 'store' | 'index' | 'years'>;

/** Takes over the objects that an earlier run wrote of an hour, which ended before all of their pointers were written. */
export async function adoptObjects(hour: LaneHour, ports: AdoptPorts): Promise<void> {
  const { store, years } = ports;
  for (const retentionClass of Object.keys(years))
    for (const object of await store.list(objectPrefix(retentionClass, hour))) await adoptObject(object, ports);
}

/**
 * Writes the pointers and names of all filings in an object, by the object alone.
 * @returns their number
 */
export async function adoptObject(object: string, ports: AdoptPorts): Promise<number> {
  const { retentionClass, hour } = objectParts(object);
  const bytes = await ports.store.get(object);
  const filings = unpacked(bytes);
  const again = packed(filings);
  // Compressed otherwise by another version of the library, the whole object is the place of each.
  const isSame = Buffer.compare(again.bytes, bytes) === 0;
  const whole = { from: 0, bytes: bytes.length };
  const keptUntil = objectKeptUntil(beginOf(hour.hour), retentionClass, ports);
  const drafts = filings.map(({ key, archived, entries }) => {
    const records = entries.map(({ record }) => record);
    return { key, archived, facts: archivedFacts(key, records), tableUntil: 0 };
  });
  const spanOf = (id: string) => (isSame && again.spans.get(id)) || whole;
  await writePointers({ object, spanOf, keptUntil }, drafts, ports);
  return filings.length;
}
