import { bucketOf, type Hour } from './hour.ts';
import type { AdmissionState } from './state.ts';

/** The buckets of an hour as an item keeps them: their counts from the first one on, without a gap. */
export interface PackedHour {
  first: number;
  /** Each count in groups of seven bits, the lowest first; a set eighth bit says that another follows. */
  counts: Uint8Array;
}

/** The buckets that an item may hold: more are a mistake. */
const MOST = 1000;

/** Packs an hour: as a map, its names would be most of what a write is billed for. */
export function packedHour(hour: Hour): PackedHour {
  const buckets = Object.keys(hour).map(Number);
  if (buckets.length === 0) return { first: 0, counts: new Uint8Array() };
  const [first, last] = [Math.min(...buckets), Math.max(...buckets)];
  if (last - first >= MOST) throw new RangeError(`An hour has no ${last - first + 1} buckets`);
  const bytes: number[] = [];
  for (let bucket = first; bucket <= last; bucket += 1) {
    let count = hour[bucket] ?? 0;
    for (; count > 127; count = Math.floor(count / 128)) bytes.push(128 + (count % 128));
    bytes.push(count);
  }
  return { first, counts: Uint8Array.from(bytes) };
}

/** @throws {TypeError} where it is no packed hour: the limit is contractual, so nothing is granted then */
export function unpackedHour(packed: unknown): Hour {
  const { first, counts } = (packed ?? {}) as Partial<PackedHour>;
  if (typeof first !== 'number' || !(counts instanceof Uint8Array))
    throw new TypeError('The admission item holds no hour that can be read');
  const hour: Record<string, number> = {};
  let bucket = first;
  let count = 0;
  let unit = 1;
  for (const byte of counts) {
    count += (byte % 128) * unit;
    unit *= 128;
    if (byte > 127) continue;
    if (count > 0) hour[bucket] = count;
    [bucket, count, unit] = [bucket + 1, 0, 1];
  }
  return hour;
}

const MINUTE_MS = 60_000;

/**
 * The state in an item. An earlier version counted by minutes, each grant in that of its last message: these count on as
 * if all of a minute had started at its end, so that none stops counting too early.
 * @throws {TypeError} where its hour cannot be read
 */
export function stateInItem({ state, hour }: Readonly<Record<string, unknown>>): AdmissionState {
  const { minutes, ...kept } = state as Omit<AdmissionState, 'hour'> & { minutes?: Readonly<Record<string, number>> };
  if (hour !== undefined || minutes === undefined) return { ...kept, hour: unpackedHour(hour) };
  const ends = Object.entries(minutes).map(([minute, count]) => [
    bucketOf((Number(minute) + 1) * MINUTE_MS - 1),
    count,
  ]);
  return { ...kept, hour: Object.fromEntries(ends) };
}
