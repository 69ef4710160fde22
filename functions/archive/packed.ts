import { gunzipSync, gzipSync } from 'node:zlib';
import { filingId } from '../ledger/items.ts';
import type { FilingKey } from '../ledger/records.ts';
import type { RecordEntry } from '../ledger/records-in.ts';
import { type ArchivedEntry, entryOf, lineOf } from './line.ts';

/** A filing to be archived, or as it was read back. */
export interface ArchivedFiling {
  key: FilingKey;
  entries: readonly RecordEntry[];
  /** The time at which its records were read from the table, ISO 8601. */
  archived: string;
}

/** Some bytes of an object, which are compressed by themselves. */
export interface ByteSpan {
  from: number;
  bytes: number;
}

/** An object of the archive, with the span in which each filing lies, by its id. */
export interface PackedObject {
  bytes: Uint8Array;
  spans: ReadonlyMap<string, ByteSpan>;
}

/**
 * The characters of text that are compressed together: enough for the form that declarations share to be stored once, and
 * few enough for one filing to be read with a small part of its object.
 */
const TOGETHER = 256 * 1024;

/** Filings as one object: lines of JSON in members of gzip, one after the other, which is gzip again (RFC 1952 §2.2). */
export function packed(filings: readonly ArchivedFiling[]): PackedObject {
  const spans = new Map<string, ByteSpan>();
  const members: Uint8Array[] = [];
  let from = 0;
  let some: ArchivedFiling[] = [];
  let text = '';
  const close = () => {
    if (some.length === 0) return;
    const member = gzipSync(text, { level: 9 });
    for (const { key } of some) spans.set(filingId(key), { from, bytes: member.length });
    members.push(member);
    from += member.length;
    some = [];
    text = '';
  };
  for (const filing of filings) {
    for (const one of filing.entries) text += `${lineOf(filing.key, one, filing.archived)}\n`;
    some.push(filing);
    if (text.length >= TOGETHER) close();
  }
  close();
  return { bytes: Buffer.concat(members), spans };
}

/** The records in an object, or in a span of one, in the order in which they were written. */
export function entriesOfObject(bytes: Uint8Array): ArchivedEntry[] {
  const lines = gunzipSync(bytes).toString('utf8').split('\n');
  return lines.filter((line) => line !== '').map(entryOf);
}

/** The filings in an object, in their order. */
export function unpacked(bytes: Uint8Array): ArchivedFiling[] {
  const filings = new Map<string, ArchivedFiling & { entries: RecordEntry[] }>();
  for (const { key, archived, entry, record } of entriesOfObject(bytes)) {
    const filing = filings.get(filingId(key)) ?? { key, archived, entries: [] };
    filing.entries.push({ entry, record });
    filings.set(filingId(key), filing);
  }
  return [...filings.values()];
}
