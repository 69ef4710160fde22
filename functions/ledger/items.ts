import { type AuthorityName, contractOf, kindOf } from '../../schemas/catalogue.ts';
import type { Facts, FilingKind } from '../../schemas/contract.ts';
import { ledgerTable } from '../../schemas/ledger-table.ts';
import { CHANGED_BY, WRITTEN_BY } from '../table/conditional-write.ts';
import { type Item, laneKey } from '../table/plain-table.ts';
import { digestOf } from './digest.ts';
import { indexed } from './facts.ts';
import { reachedSince, whileParked } from './fate.ts';
import { keptErrors, keptSettlement } from './kept-errors.ts';
import type { ParkedSend, ReceivedIndex, SentKey } from './ledger.ts';
import { pack, unpack } from './pack.ts';
import { parkedKey, parkedPlace, readParkedPlace } from './parked-key.ts';
import type {
  AskedRecord,
  DuplicateRecord,
  FilingKey,
  LaneKey,
  LedgerRecord,
  Parked,
  ReceivedRecord,
  RefusedRecord,
  SentRecord,
  Settlement,
  StatedRecord,
  StuckRecord,
  UnreadableRecord,
} from './records.ts';

const { partitionKey, sortKey, indexes } = ledgerTable;
const REFERENCE = indexes.byAuthorityReference.partitionKey;

/** `AUTHORITY/declaration/REFERENCE`. A reference may hold a slash: it comes last. */
export function filingId({ authority, kind, reference }: FilingKey): string {
  return `${authority}/${kind}/${reference}`;
}

export function filingKeyOf(id: string): FilingKey {
  const [authority, kind, ...reference] = id.split('/');
  return { authority: authority as AuthorityName, kind: kind as FilingKind, reference: reference.join('/') };
}

/** `sent/MESSAGE/001`: two senders that claim the same attempt meet at the same item. */
export function sentEntry({ message, attempt, claimedAs = message }: SentKey): string {
  return `sent/${claimedAs}/${String(attempt).padStart(3, '0')}`;
}

/** The entry by id and body: the same message again is one item, another body under the same id is kept beside it. */
export function receivedEntry({ messageId, body }: Pick<ReceivedRecord, 'messageId' | 'body'>): string {
  return `${ledgerTable.received}${digestOf(`${messageId}\n${body}`)}`;
}

/** `AUTHORITY/released/2026-11-22`: a day of an authority's filings of which an item made this fact. */
export function factKey(authority: AuthorityName, fact: string, day: string): string {
  return `${authority}/${fact}/${day}`;
}

/** The keys by which an item is listed. */
export function factAttributes({ authority }: FilingKey, fact: string, at: string): Item {
  return { [indexes.byFact.partitionKey]: factKey(authority, fact, at.slice(0, 10)), [indexes.byFact.sortKey]: at };
}

function dueAttributes({ authority }: FilingKey, platform: string, parked: Parked): Item {
  const { due, awaitsDeclaration, alone, progress } = parked;
  const list = progress ? 'fan-out' : awaitsDeclaration ? 'declaration' : alone ? 'alone' : 'lane';
  return {
    [indexes.byFact.partitionKey]: parkedKey(authority, list),
    [indexes.byFact.sortKey]: parkedPlace({ platform, due }),
  };
}

/** `AUTHORITY/declaration/2282319`: what the authority calls a filing. */
export function authorityReferenceKey(authority: AuthorityName, kind: FilingKind, authorityReference: string): string {
  return `${authority}/${kind}/${authorityReference}`;
}

/**
 * The list of a day's enquiries, in the same index: their answers need not say what they answer, also while they are
 * parked.
 */
export function enquiriesKey(authority: AuthorityName, day: string): string {
  return `${authority}/enquiries/${day}`;
}

/** The key of a dead letter's record. */
export function letterKey(place: FilingKey | LaneKey, letter: string): Item {
  const entry = `stuck/${letter}`;
  return 'lane' in place ? laneKey(place.authority, entry) : keyAttributes(place, entry);
}

const keyAttributes = (key: FilingKey, entry: string) => ({ [partitionKey]: filingId(key), [sortKey]: entry });

/** A record as it lies in its item; its texts are packed. */
function attributesOf({ type: _, body, raw, ...rest }: { type: string; body?: string; raw?: string }): Item {
  return { ...rest, ...(body !== undefined && { body: pack(body) }), ...(raw !== undefined && { raw: pack(raw) }) };
}

export function sentItem(key: FilingKey, record: SentRecord): Item {
  const { settlement } = record;
  const settled = settlement ? settledAttributes(key, record, settlement) : {};
  const isEnquiry = kindOf(key.authority, key.kind).isEnquiry;
  const listed = isEnquiry && { [REFERENCE]: enquiriesKey(key.authority, record.at.slice(0, 10)) };
  return { ...keyAttributes(key, sentEntry(record)), ...attributesOf(record), ...settled, ...listed };
}

/** The attributes by which a parked send is listed, which it loses once it is no longer. */
export const parkedAttributes = [indexes.byFact.partitionKey, indexes.byFact.sortKey];

/** The attributes of a settled send, which fit whatever the authority said. */
export function settledAttributes(
  key: FilingKey,
  { platform }: Pick<SentRecord, 'platform'>,
  settlement: Settlement,
): Item {
  const given = settlement.verdict === 'settled' ? settlement.facts?.authorityReference : undefined;
  const { authorityReference } = indexed(key, given);
  return {
    settlement: keptSettlement(settlement),
    ...(settlement.verdict === 'parked' && dueAttributes(key, platform, settlement)),
    ...(authorityReference && { [REFERENCE]: authorityReferenceKey(key.authority, key.kind, authorityReference) }),
  };
}

/** The facts that a send keeps from while it was parked when it is taken up again. */
export function resumption(sent: SentRecord, resumedAt: string): Partial<SentRecord> {
  const reachedAt = reachedSince(sent);
  return { resumedAt, ...(reachedAt && { reachedAt }), ...whileParked(sent) };
}

/** The entry by text and reason: the same text may be refused again for another reason, which is another fact. */
export function refusedEntry({ digest, errors }: Pick<RefusedRecord, 'digest' | 'errors'>): string {
  return `refused/${digest}/${digestOf(JSON.stringify(errors)).slice(0, 8)}`;
}

export function refusedItem(key: FilingKey, record: RefusedRecord): Item {
  const errors = keptErrors(record.errors);
  return { ...keyAttributes(key, refusedEntry(record)), ...attributesOf(record), errors };
}

export function duplicateItem(key: FilingKey, record: DuplicateRecord): Item {
  return { ...keyAttributes(key, `duplicate/${record.digest}`), ...attributesOf(record) };
}

export function receivedItem(key: FilingKey, record: ReceivedRecord, index: ReceivedIndex): Item {
  const entry = receivedEntry(record);
  const joined = index.joinedAt !== undefined && { [ledgerTable.joined]: index.joinedAt };
  return { ...keyAttributes(key, entry), ...attributesOf(record), ...indexAttributes(key, record, index), ...joined };
}

export function statedItem(key: FilingKey, record: StatedRecord, index: ReceivedIndex): Item {
  const { type: _, facts, ...rest } = record;
  const said = JSON.stringify(flat(facts));
  return {
    // The key has the id and what was said, as of a message: another body under the same id is kept beside it.
    ...keyAttributes(key, `stated/${digestOf(`${record.messageId}\n${said}`)}`),
    ...rest,
    facts: pack(said),
    ...indexAttributes(key, record, index),
  };
}

/** Facts as they are kept: what the authority gave stands beside the rest, its reference as in the index. */
function flat({ authorityReference, details, ...facts }: Facts): Item {
  return { ...facts, ...(authorityReference && { [REFERENCE]: authorityReference }), ...details };
}

function factsOf(authority: AuthorityName, { [REFERENCE]: authorityReference, ...kept }: Item): Facts {
  const own = Object.keys(contractOf(authority).details ?? {});
  const isOwn = ([name]: [string, unknown]) => own.includes(name);
  const entries = Object.entries(kept);
  const details = entries.filter(isOwn);
  return {
    ...Object.fromEntries(entries.filter((entry) => !isOwn(entry))),
    ...(typeof authorityReference === 'string' && { authorityReference }),
    ...(details.length > 0 && { details: Object.fromEntries(details) }),
  };
}

function indexAttributes(key: FilingKey, { at }: { at: string }, { fact, authorityReference }: ReceivedIndex): Item {
  const reference = authorityReference && authorityReferenceKey(key.authority, key.kind, authorityReference);
  // Only where a clock runs from a fact it is listed by that: each list costs as much as the item.
  const { expiry, deadline } = contractOf(key.authority);
  const isTimed = fact === expiry?.state || fact === deadline?.state;
  return { ...(isTimed && factAttributes(key, fact, at)), ...(reference && { [REFERENCE]: reference }) };
}

export function askedItem(key: FilingKey, record: AskedRecord): Item {
  const entry = `asked/${record.message}/${record.via.reference}/${record.attempt}`;
  return { ...keyAttributes(key, entry), ...attributesOf(record) };
}

export function stuckItem(place: FilingKey | LaneKey, record: StuckRecord): Item {
  return { ...letterKey(place, record.letter), ...attributesOf(record) };
}

const UNREADABLE = 'unreadable/';

/** The mark of the first arrival of an unreadable text, so that the same one again is found. */
export function unreadableMark(authority: AuthorityName, { id, at }: UnreadableRecord): Item {
  return { ...laneKey(authority, `came/${digestOf(id)}`), at };
}

export function unreadableItem(authority: AuthorityName, record: UnreadableRecord): Item {
  return { ...laneKey(authority, `${UNREADABLE}${record.at}/${digestOf(record.id)}`), ...attributesOf(record) };
}

/** The first and the last sort key of what came between two instants, both included. */
export function unreadableBetween({ since, until }: { since: string; until: string }): [string, string] {
  return [`${UNREADABLE}${since}`, `${UNREADABLE}${until}~`];
}

/** The attributes of an item beside its record. */
const bookkeeping = new Set<string>([
  partitionKey,
  sortKey,
  ledgerTable.expiry,
  ledgerTable.joined,
  WRITTEN_BY,
  CHANGED_BY,
  ...Object.values(indexes).flatMap((index) => [index.partitionKey, index.sortKey]),
]);

/** Reads an item back into the record that it was written from. */
export function recordOf(item: Item): LedgerRecord {
  const entry = String(item[sortKey]);
  const { authority } = filingKeyOf(String(item[partitionKey]));
  const kept = Object.fromEntries(Object.entries(item).filter(([name]) => !bookkeeping.has(name)));
  const { body: packedBody, raw: packedRaw, facts: packedFacts } = kept;
  const body = packedBody instanceof Uint8Array ? { body: unpack(packedBody) } : {};
  const raw = packedRaw instanceof Uint8Array ? { raw: unpack(packedRaw) } : {};
  const facts = packedFacts instanceof Uint8Array ? { facts: factsOf(authority, JSON.parse(unpack(packedFacts))) } : {};
  return { ...kept, ...body, ...raw, ...facts, type: entry.slice(0, entry.indexOf('/')) } as unknown as LedgerRecord;
}

/** The parked send of an index item. */
export function parkedSendOf(item: Item): ParkedSend {
  const [, message = '', attempt] = String(item[sortKey]).split('/');
  return {
    key: filingKeyOf(String(item[partitionKey])),
    sent: { message, attempt: Number(attempt) },
    ...readParkedPlace(String(item[indexes.byFact.sortKey])),
  };
}
