import type { BooksFilter } from '../../functions/books/books.ts';
import {
  customsReferenceOf,
  isPresentation,
  isReleased,
  isRequest,
  lanes,
  lrnOf,
  messageIdAt,
  mrnOf,
  requestIdOf,
  requestNumberOf,
  transportDocumentOf,
} from './lives.ts';

const MINUTE_MS = 60_000;

/** A list by its name: of one filter, of two, or of one that narrows what a period selects. */
export interface ListCase {
  name: string;
  filter: BooksFilter;
  kind: 'one' | 'two' | 'narrowed';
}

/** The lists of the desk: each filter alone and with a day, two together, and what needs a period. */
export function listCases(day: { since: string; until: string }): ListCase[] {
  const authorities = lanes;
  const single: Record<string, Partial<BooksFilter>> = {
    everything: {},
    'a platform': { platforms: ['toybox'] },
    'status rejected': { statuses: ['rejected'] },
    'status answered': { statuses: ['answered'] },
    'state released': { states: ['released'] },
    'state under control': { states: ['under-control'] },
    'a code': { codes: ['H7_NAT_014'] },
    overdue: { overdue: true },
  };
  const one = (name: string, filter: Partial<BooksFilter>, kind: ListCase['kind'] = 'one'): ListCase => ({
    ...{ name, kind },
    filter: { authorities, ...filter },
  });
  return [
    ...Object.entries(single).map(([name, filter]) => one(name, filter)),
    ...Object.entries(single).map(([name, filter]) => one(`${name}, a day`, { ...filter, ...day })),
    one('a platform, rejected', { platforms: ['toybox'], statuses: ['rejected'] }, 'two'),
    one('a platform, under control, a day', { platforms: ['toybox'], states: ['under-control'], ...day }, 'two'),
    one('a message, a day', { messages: ['Request_Invalidation_H7'], ...day }, 'narrowed'),
    one('a text, a day', { text: 'valeur', ...day }, 'narrowed'),
  ];
}

/** A search by its name; a messageId is looked for by the second in it. */
export interface SearchCase {
  name: string;
  reference: string;
  kind: 'reference' | 'messageId';
}

/** The searches: for the references of the first filings of their sort from one on. */
export function searchCases(from: number, timeOf: (n: number) => number): SearchCase[] {
  const first = (isOne: (n: number) => boolean, n = from): number => (isOne(n) ? n : first(isOne, n + 1));
  const released = first(isReleased);
  const at = timeOf(released);
  const references = {
    'its own reference': lrnOf(released),
    'the customs reference': customsReferenceOf(released),
    'the MRN': mrnOf(released),
    'a request number': requestNumberOf(first(isRequest)),
    'a requestId': requestIdOf(first(isPresentation)),
    'a transport document': `N740:${transportDocumentOf(released)}`,
  };
  const messageIds = {
    'a messageId that was sent': messageIdAt(released, at, 1),
    'a messageId that was received': messageIdAt(released, at + MINUTE_MS, 2),
  };
  const named =
    (kind: SearchCase['kind']) =>
    ([name, reference]: [string, string]) => ({ name, reference, kind });
  return [...Object.entries(references).map(named('reference')), ...Object.entries(messageIds).map(named('messageId'))];
}
