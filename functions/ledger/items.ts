import { createHash } from 'node:crypto';
import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { FilingKind } from '../../schemas/contract.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { pack, unpack } from './pack.ts';
import type { FilingKey, LedgerRecord, ReceivedRecord, RefusedRecord, SentRecord } from './records.ts';

/** A ledger's item as DynamoDB holds it. */
export type Item = Record<string, unknown>;

const { partitionKey, sortKey, indexes } = ledgerTable;

/** `delta-h7/declaration/LRN`. A reference may hold a slash: it comes last. */
export function filingId({ authority, kind, reference }: FilingKey): string {
  return `${authority}/${kind}/${reference}`;
}

export function filingKeyOf(id: string): FilingKey {
  const [authority, kind, ...reference] = id.split('/');
  return { authority: authority as AuthorityName, kind: kind as FilingKind, reference: reference.join('/') };
}

/** `sent/Creation_H7/001`: two senders that claim the same attempt meet at the same item. */
export function sentEntry({ message, attempt }: Pick<SentRecord, 'message' | 'attempt'>): string {
  return `sent/${message}/${String(attempt).padStart(3, '0')}`;
}

/** Hashed, since a messageId may be longer than a sort key is convenient. */
export function receivedEntry(messageId: string): string {
  return `received/${createHash('sha256').update(messageId).digest('hex').slice(0, 32)}`;
}

export function refusedEntry(digest: string): string {
  return `refused/${digest}`;
}

/** `delta-h7/released/2026-11-22`: a day of an authority's filings of which an item made this fact. */
export function factKey(authority: AuthorityName, fact: string, day: string): string {
  return `${authority}/${fact}/${day}`;
}

/** The keys by which the item is listed. */
export function factAttributes(key: FilingKey, fact: string, at: string): Item {
  return { [indexes.byFact.partitionKey]: factKey(key.authority, fact, at.slice(0, 10)), [indexes.byFact.sortKey]: at };
}

export function customsReferenceKey(authority: AuthorityName, customsReference: string): string {
  return `${authority}/${customsReference}`;
}

const keyAttributes = (key: FilingKey, entry: string) => ({ [partitionKey]: filingId(key), [sortKey]: entry });

export function sentItem(key: FilingKey, record: SentRecord): Item {
  const { type: _, body, ...rest } = record;
  return {
    ...keyAttributes(key, sentEntry(record)),
    ...rest,
    body: pack(body),
    ...factAttributes(key, 'sent', record.at),
  };
}

export function refusedItem(key: FilingKey, record: RefusedRecord): Item {
  const { type: _, ...rest } = record;
  return { ...keyAttributes(key, refusedEntry(record.digest)), ...rest, ...factAttributes(key, 'refused', record.at) };
}

export function receivedItem(
  key: FilingKey,
  record: ReceivedRecord,
  fact: string,
  customsReference: string | undefined,
): Item {
  const { type: _, body, ...rest } = record;
  return {
    ...keyAttributes(key, receivedEntry(record.messageId)),
    ...rest,
    body: pack(body),
    ...factAttributes(key, fact, record.at),
    ...(customsReference && {
      [indexes.byCustomsReference.partitionKey]: customsReferenceKey(key.authority, customsReference),
    }),
  };
}

/** What an item has beside its record. */
const bookkeeping = new Set<string>([
  partitionKey,
  sortKey,
  ledgerTable.expiry,
  ...Object.values(indexes).flatMap((index) => [index.partitionKey, index.sortKey]),
]);

/** Reads an item back into the record that it was written from. */
export function recordOf(item: Item): LedgerRecord {
  const entry = String(item[sortKey]);
  const kept = Object.fromEntries(Object.entries(item).filter(([name]) => !bookkeeping.has(name)));
  const body = kept.body instanceof Uint8Array ? { body: unpack(kept.body) } : {};
  return { ...kept, ...body, type: entry.slice(0, entry.indexOf('/')) } as unknown as LedgerRecord;
}
