import type { BooksFilter } from '../../functions/books/books.ts';
import {
  type AuthorityName,
  authorityNames,
  filingStates,
  messageOf,
  outboundMessages,
} from '../../schemas/catalogue.ts';
import { dateInParis } from '../../schemas/date-in-paris.ts';
import { type FilingStatus, filingStatuses } from '../../schemas/filing.ts';
import { nearest } from '../../schemas/nearest.ts';
import { placeWithoutNumbers } from '../../schemas/place-without-numbers.ts';
import { printable } from '../terminal/terminal.ts';
import { FilterFault, type FilterPlace, writtenAt } from './filter-fault.ts';
import { type FilterField, type FilterTexts, FLAG_TEXT, filterFields, filterFlags } from './filter-texts.ts';
import { calendarDay } from './moment.ts';
import { filterPeriod } from './period.ts';

/** Not a status of a filing: a text that could not be read belongs to none. */
export const UNREADABLE = 'unreadable';

/** The days that a filter covers which names nothing but messages or texts, or nothing at all. */
export const DEFAULT_DAYS = 7;
const LONGEST_TEXT = 256;

/** A filter that was understood. */
export interface Selection {
  /** Without authorities where none is named: those of the gateway then. */
  filter: Omit<BooksFilter, 'authorities'> & Partial<Pick<BooksFilter, 'authorities'>>;
  /** As it was given, each text in its one spelling. */
  texts: FilterTexts;
  /** No period was given, and this one was taken: the last so many days. */
  defaultDays?: number;
}

/**
 * Reads a filter, from options or from a URL's query alike.
 * @throws {FilterFault} where a text of it is used wrongly
 */
export function readFilter(given: FilterTexts, now: Date, place: FilterPlace = 'options'): Selection {
  const texts = spelled(given, place);
  const period = filterPeriod(texts, now, place);
  const isDefault = period.since === undefined && needsPeriod(texts);
  const since = isDefault ? beginningBefore(period.until ?? now.getTime()) : period.since;
  const { platform, status, state, message, code, authority, text } = texts;
  return {
    texts,
    ...(isDefault && { defaultDays: DEFAULT_DAYS }),
    filter: {
      ...(authority && { authorities: authority as readonly AuthorityName[] }),
      ...(platform && { platforms: platform }),
      ...(status && { statuses: status as readonly FilingStatus[] }),
      ...(state && { states: state }),
      ...(message && { messages: message }),
      ...(texts.document && { documents: texts.document }),
      ...(code && { codes: code }),
      ...(texts.place && { places: texts.place }),
      ...(texts.overdue && { overdue: true as const }),
      ...(texts.orphans && { orphans: true as const }),
      ...(texts.differs && { differs: true as const }),
      ...(text?.[0] !== undefined && { text: text[0] }),
      ...(since !== undefined && { since: new Date(since).toISOString() }),
      ...(period.until !== undefined && { until: new Date(period.until).toISOString() }),
    },
  };
}

/** The beginning of the day in Paris that many days before an instant: whole days are what is counted. */
function beginningBefore(instant: number): number {
  const earlier = instant - DEFAULT_DAYS * 24 * 3_600_000;
  return calendarDay(dateInParis(new Date(earlier)))?.first ?? earlier;
}

/** The filter for a gateway, which has some of the authorities. */
export function filterAt(
  { filter }: Pick<Selection, 'filter'>,
  gateway: { authorities: readonly AuthorityName[]; lane(name: string): AuthorityName },
): BooksFilter {
  const { authorities } = filter;
  return { ...filter, authorities: authorities?.map((name) => gateway.lane(name)) ?? gateway.authorities };
}

/** A message, a place and a text only narrow what is selected otherwise: all filings ever are too many to read through. */
function needsPeriod(texts: FilterTexts): boolean {
  const { authority: _, message, place, text, ...selecting } = texts;
  const isNarrowed = message !== undefined || place !== undefined || text !== undefined;
  const { since: __, until: ___, ...others } = selecting;
  return isNarrowed ? Object.keys(others).length === 0 : Object.keys(texts).length === 0;
}

/** The texts in the one spelling that each has, each once; a field without any is left out. */
function spelled(given: FilterTexts, place: FilterPlace): FilterTexts {
  const read = filterFields.map((field) => {
    const found = (given[field] ?? []).flatMap((text) => spellingOf(field, text, place) ?? []);
    return [field, [...new Set(found)]] as const;
  });
  const texts = read.filter(([, found]) => found.length > 0);
  for (const [field, found] of texts) {
    const isSingle = field === 'since' || field === 'until' || field === 'text';
    if (!isSingle || found.length === 1) continue;
    const says = `${writtenAt(place, field)} is given ${found.length} times: give it once.`;
    throw new FilterFault({ field, rule: 'given-once', given: found.join(' ') }, says);
  }
  return Object.fromEntries(texts);
}

/** The one spelling of a text; `undefined` for a flag that is given and is not set. */
function spellingOf(field: FilterField, text: string, place: FilterPlace): string | undefined {
  if (filterFlags.includes(field)) return flagOf(field, text, place);
  if (text.trim() === '') {
    const says = `${writtenAt(place, field)} is empty: give a value, or leave it out.`;
    throw new FilterFault({ field, rule: 'empty', given: text }, says);
  }
  switch (field) {
    case 'authority':
      return oneOf(field, text, authorityNames, place);
    case 'status':
      return statusOf(text, place);
    case 'state':
      return oneOf(field, text, filingStates, place);
    case 'message':
      return messageNamed(text, place);
    case 'place':
      return placeWithoutNumbers(text);
    case 'text':
      if (text.length <= LONGEST_TEXT) return text;
      throw new FilterFault(
        { field, rule: 'too-long', given: text },
        `${writtenAt(place, field)} has ${text.length} characters, and takes ${LONGEST_TEXT} at most: give a shorter part.`,
      );
    default:
      return text;
  }
}

function flagOf(field: FilterField, given: string, place: FilterPlace): string | undefined {
  if (/^(true|1|on|yes)$/i.test(given)) return FLAG_TEXT;
  if (/^(false|0|off|no)$/i.test(given)) return undefined;
  const text = `${writtenAt(place, field, given)} is neither true nor false: leave it out, or give true.`;
  throw new FilterFault({ field, rule: 'not-a-flag', given }, text);
}

function statusOf(text: string, place: FilterPlace): string {
  if (text.toLowerCase() !== UNREADABLE) return oneOf('status', text, filingStatuses, place, [UNREADABLE]);
  const says = `${writtenAt(place, 'status', text)} is a list by itself, and no status of a filing: give no other status with it, and only to list.`;
  throw new FilterFault({ field: 'status', rule: 'not-a-filing', given: text }, says);
}

/** A message's name by any of its spellings; only what is sent is looked for. */
function messageNamed(text: string, place: FilterPlace): string {
  const found = authorityNames
    .map((authority) => messageOf(authority, text))
    .find((contract) => contract?.direction === 'outbound');
  const names = authorityNames.flatMap((authority) => outboundMessages(authority).map(({ message }) => message));
  return found?.message ?? oneOf('message', text, names, place);
}

/** The value that a text names, in any case of its letters. */
function oneOf(
  field: FilterField,
  given: string,
  values: readonly string[],
  place: FilterPlace,
  beyond: readonly string[] = [],
): string {
  const found = values.find((value) => value.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  const all = [...new Set([...values, ...beyond])];
  const text = `${writtenAt(place, field, printable(given))} is not known: give ${nearest(given, all)}.`;
  throw new FilterFault({ field, rule: 'unknown', given, meant: all }, text);
}
