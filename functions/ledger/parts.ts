import { ledgerTable } from '../../schemas/ledger-table.ts';
import type { Item } from '../table/plain-table.ts';
import { digestOf } from './digest.ts';

const { partitionKey, sortKey } = ledgerTable;

/** The most that packed texts take of an item: DynamoDB takes 400 KB, with every other attribute. */
const PART_BYTES = 300_000;
const PART = 'part/';
/** The attributes that hold packed texts. */
const PACKED = ['body', 'raw', 'facts'];

/** The reference that stands in an item in place of a text that lies in parts. */
interface Parts {
  digest: string;
  count: number;
}

/**
 * Divides what is too large for one item: `item` names the parts, which lie in the same partition and are to be
 * written before it. They are named by what is in them, so that they can be written twice.
 */
export function divided(item: Item, partition: unknown): { item: Item; parts: Item[] } {
  const parts: Item[] = [];
  const kept = { ...item };
  let room = PART_BYTES;
  for (const name of PACKED) {
    const packed = item[name];
    if (!(packed instanceof Uint8Array)) continue;
    if (packed.length <= room) {
      room -= packed.length;
      continue;
    }
    const digest = digestOf(packed);
    const count = Math.ceil(packed.length / PART_BYTES);
    kept[name] = { digest, count } satisfies Parts;
    for (let n = 0; n < count; n += 1) {
      const bytes = packed.subarray(n * PART_BYTES, (n + 1) * PART_BYTES);
      parts.push({ [partitionKey]: partition, [sortKey]: partEntry(digest, n), bytes });
    }
  }
  return { item: kept, parts };
}

function partEntry(digest: string, n: number): string {
  return `${PART}${digest}/${n}`;
}

/** True if an item is a part of others, and no record. */
export function isPart(item: Item): boolean {
  return String(item[sortKey]).startsWith(PART);
}

/** The keys of the parts that an item names. */
export function partKeys(item: Item): Item[] {
  return partsOf(item).flatMap(([, { digest, count }]) =>
    Array.from({ length: count }, (_, n) => ({ [partitionKey]: item[partitionKey], [sortKey]: partEntry(digest, n) })),
  );
}

/**
 * The item with the texts that lie in parts.
 * @param parts of its partition, those of other items among them
 * @throws {Error} where one is missing
 */
export function joined(item: Item, parts: readonly Item[]): Item {
  const named = partsOf(item);
  if (named.length === 0) return item;
  const bytesOf = (digest: string, n: number) => {
    const part = parts.find((one) => one[sortKey] === partEntry(digest, n));
    if (!part) throw new Error(`A part of ${String(item[sortKey])} is missing`);
    return part['bytes'] as Uint8Array;
  };
  const texts = named.map(([name, { digest, count }]) => [
    name,
    Buffer.concat(Array.from({ length: count }, (_, n) => bytesOf(digest, n))),
  ]);
  return { ...item, ...Object.fromEntries(texts) };
}

function partsOf(item: Item): [string, Parts][] {
  return PACKED.flatMap((name): [string, Parts][] => {
    const value = item[name];
    const isNamed = typeof value === 'object' && value !== null && !(value instanceof Uint8Array) && 'digest' in value;
    return isNamed ? [[name, value as Parts]] : [];
  });
}
