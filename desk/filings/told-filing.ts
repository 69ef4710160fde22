import type { ReadFiling } from '../../functions/ledger/filing.ts';
import type { LedgerRecord } from '../../functions/ledger/records.ts';
import { boundedError } from '../../schemas/bounded-error.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import { valueAt } from '../../schemas/fault.ts';
import type { Filing, HistoryEntry } from '../../schemas/filing.ts';
import { jsonIn } from '../../schemas/json.ts';
import type { Language } from '../console/language.ts';
import { type FindPlace, type MessagePlace, placesIn } from '../places/places-in.ts';

type FilingError = Filing['errors'][number];

/** An error with the place in the message that it is about, as that was sent then. */
export type PlacedError = FilingError & { at?: MessagePlace };

export interface ToldEntry extends Omit<HistoryEntry, 'errors'> {
  errors?: PlacedError[] | undefined;
  /** The message as it was sent, submitted or received. */
  body?: string;
}

/** A filing as it is told to people: each error leads to the value that was sent. */
export interface ToldFiling extends Omit<Filing, 'errors' | 'history'> {
  errors: PlacedError[];
  history: ToldEntry[];
}

/**
 * A filing with the places of its errors in the messages that they are about.
 * @param options.messages gives each entry of the history its message
 */
export function toldFiling(
  { key, filing, records }: ReadFiling,
  { language = 'en', messages = false }: { language?: Language | undefined; messages?: boolean | undefined } = {},
): ToldFiling {
  const finders = new Map<LedgerRecord, FindPlace>();
  const placesOf = (record: LedgerRecord): FindPlace => {
    const known = finders.get(record) ?? placesIn(key.authority, payloadOf(record), language);
    finders.set(record, known);
    return known;
  };
  const history = filing.history.map(({ errors, ...entry }): ToldEntry => {
    const record = recordOf(entry, records);
    const about = entry.about ? sentWith(entry.about.messageId, records) : record;
    const body = messages ? textOf(record) : undefined;
    return {
      ...entry,
      ...(errors && { errors: errors.map((error) => placed(error, about, placesOf)) }),
      ...(body !== undefined && { body }),
    };
  });
  return { ...filing, errors: filing.errors.map((error) => asInHistory(error, history)), history };
}

/** An error of a filing with its place, as the latest entry of the history has it. */
function asInHistory(error: FilingError, history: readonly ToldEntry[]): PlacedError {
  const text = JSON.stringify(boundedError(error as AuthorityError));
  const isSame = ({ at: _, ...one }: PlacedError) => JSON.stringify(one) === text;
  const entry = history.findLast(({ errors = [] }) => errors.some(isSame));
  const at = entry?.errors?.find(isSame)?.at;
  return at ? { ...error, at } : error;
}

function placed(
  error: FilingError,
  about: LedgerRecord | undefined,
  placesOf: (record: LedgerRecord) => FindPlace,
): PlacedError {
  const { errorPointer } = error;
  if (!errorPointer || !about) return error;
  // A refusal of ours may also be about the envelope, which is no part of the message.
  const isOurs = about.type === 'refused';
  const at = isOurs && !errorPointer.startsWith('/payload/') ? undefined : placesOf(about)(errorPointer);
  return at ? { ...error, at } : error;
}

/** The record of an entry of the history, where that has a message. */
function recordOf({ at, direction, messageId, outcome }: HistoryEntry, records: readonly LedgerRecord[]) {
  return records.find((one) => {
    if (one.at !== at) return false;
    if (direction === 'received') return one.type === 'received' && one.messageId === messageId;
    if (one.type === 'sent') return one.messageId === messageId;
    return one.type === outcome && (one.type === 'refused' || one.type === 'duplicate');
  });
}

const sentWith = (messageId: string, records: readonly LedgerRecord[]) =>
  records.find((one) => one.type === 'sent' && one.messageId === messageId);

/** The payload of a record; that of its envelope where it was submitted and not sent. */
function payloadOf(record: LedgerRecord): unknown {
  if (!('body' in record) || record.body === undefined) return undefined;
  const value = jsonIn(record.body);
  return record.type === 'refused' || record.type === 'duplicate' ? valueAt(value, '/payload') : value;
}

function textOf(record: LedgerRecord | undefined): string | undefined {
  if (!record || !('body' in record)) return undefined;
  return 'raw' in record && record.raw !== undefined ? record.raw : record.body;
}
