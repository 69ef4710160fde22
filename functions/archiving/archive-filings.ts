import { createHash } from 'node:crypto';
import pMap from 'p-map';
import { DeclarantError } from '../../schemas/declarant-error.ts';
import { beginOf, hourOf, type LaneHour, objectName, objectParts, objectPrefix } from '../archive/object-name.ts';
import { packed } from '../archive/packed.ts';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import { type ArchiveDraft, archiveDraft } from './draft.ts';
import { mayPass } from './may-pass.ts';
import type { ArchiverPorts } from './ports.ts';
import { FILINGS_AT_ONCE, objectKeptUntil, writePointers } from './write-pointers.ts';

/** The sizes of an object, so that it fits into memory with all that is made of it. */
interface ObjectLimits {
  filings: number;
  /** The characters of its messages; a few more where the last filings have many. */
  characters: number;
  /** The filings that are read at a time. */
  together: number;
}

/** An hour of ten million declarations a month has 14,000, of some kilobytes each; but a message may have megabytes. */
const usual: ObjectLimits = { filings: 20_000, characters: 128 * 1024 * 1024, together: 256 };
const HOUR_MS = 3_600_000;

/** The fault of an object that is read back with other bytes than were written. */
export class ArchiveFault extends DeclarantError {
  readonly code = 'ARCHIVE_DIFFERS';
}

/**
 * Archives filings under an hour of their lane: the objects first, then, once they were read back, the pointers to them.
 * It may end at any of its calls: the same again loses nothing.
 * @returns the number of filings that were archived
 */
export async function archiveFilings(
  hour: LaneHour,
  keys: readonly FilingKey[],
  ports: ArchiverPorts,
  limits = usual,
): Promise<number> {
  const until = new Date(beginOf(hour.hour).getTime() + HOUR_MS);
  let count = 0;
  let drafts: ArchiveDraft[] = [];
  let characters = 0;
  const archiveSome = async () => {
    for (const place of byPlace(hour, drafts)) await archiveTogether(place, ports);
    count += drafts.length;
    drafts = [];
    characters = 0;
  };
  for (let n = 0; n < keys.length; n += limits.together) {
    const some = keys.slice(n, n + limits.together);
    const read = await pMap(some, (key) => draftOf(key, until, ports), { concurrency: FILINGS_AT_ONCE });
    const found = read.filter((draft) => draft !== undefined);
    drafts.push(...found);
    characters += charactersOf(found);
    if (drafts.length >= limits.filings || characters >= limits.characters) await archiveSome();
  }
  await archiveSome();
  return count;
}

function charactersOf(drafts: readonly ArchiveDraft[]): number {
  const lengthOf = (record: object) =>
    Object.values(record).reduce((sum, value) => sum + (typeof value === 'string' ? value.length : 0), 0);
  return drafts.flatMap(({ entries }) => entries).reduce((sum, { record }) => sum + lengthOf(record), 0);
}

async function draftOf(key: FilingKey, until: Date, ports: ArchiverPorts): Promise<ArchiveDraft | undefined> {
  const items = await ports.table.partition(filingId(key));
  try {
    return await archiveDraft(key, items, until, ports);
  } catch (error) {
    if (mayPass(error)) throw error;
    ports.onFault(key, error);
    return undefined;
  }
}

/** Filings that lie together: an hour and a class, which say until when they are kept. */
interface ObjectPlace {
  hour: LaneHour;
  retentionClass: string;
  drafts: ArchiveDraft[];
}

/**
 * The hour is that of a filing's latest fact where that is later, as it is where it could be deferred no longer: the
 * years of the law end with the year of that fact, and nothing more need happen to the filing.
 */
function byPlace(due: LaneHour, drafts: readonly ArchiveDraft[]): ObjectPlace[] {
  const places = new Map<string, ObjectPlace>();
  for (const draft of drafts) {
    const { retentionClass } = draft.facts;
    const latest = hourOf(draft.latest);
    const hour = latest > due.hour ? { ...due, hour: latest } : due;
    const prefix = objectPrefix(retentionClass, hour);
    const place = places.get(prefix) ?? { hour, retentionClass, drafts: [] };
    place.drafts.push(draft);
    places.set(prefix, place);
  }
  return [...places.values()];
}

/** Writes the next object of an hour and class, which has these filings. */
async function archiveTogether({ hour, retentionClass, drafts }: ObjectPlace, ports: ArchiverPorts): Promise<void> {
  const { store } = ports;
  const { bytes, spans } = packed(drafts);
  const keptUntil = objectKeptUntil(beginOf(hour.hour), retentionClass, ports);
  const there = (await store.list(objectPrefix(retentionClass, hour))).map((name) => objectParts(name).part);
  let part = Math.max(-1, ...there) + 1;
  while (!(await store.putNew(objectName(retentionClass, hour, part), bytes, keptUntil))) part += 1;
  const object = objectName(retentionClass, hour, part);
  if (sha256(await store.get(object)) !== sha256(bytes))
    throw new ArchiveFault(`${object} was read back with other bytes than were written`);
  const spanOf = (id: string) => spans.get(id) ?? { from: 0, bytes: bytes.length };
  await writePointers({ object, spanOf, keptUntil }, drafts, ports);
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
