import type { BooksFilter } from '../../functions/books/books.ts';
import { customsReferenceOf, lanes, lrnOf, messageIdAt, mrnOf, transportDocumentOf } from './lives.ts';

const MINUTE_MS = 60_000;

/** A list by its name; `period` says which part of the table's time it looks at. */
export interface ListCase {
  name: string;
  filter: BooksFilter;
}

/** The lists of the desk: each filter alone, with a day, and what needs a period. */
export function listCases(day: { since: string; until: string }): ListCase[] {
  const authorities = lanes;
  const single: Record<string, Partial<BooksFilter>> = {
    'a platform': { platforms: ['toybox'] },
    'status rejected': { statuses: ['rejected'] },
    'status answered': { statuses: ['answered'] },
    'state released': { states: ['released'] },
    'state under control': { states: ['under-control'] },
    'a code': { codes: ['H7_NAT_014'] },
    overdue: { overdue: true },
    'a platform, rejected': { platforms: ['toybox'], statuses: ['rejected'] },
  };
  const alone = Object.entries(single).map(([name, filter]) => ({ name, filter: { authorities, ...filter } }));
  const withDay = alone.map(({ name, filter }) => ({ name: `${name}, a day`, filter: { ...filter, ...day } }));
  return [
    { name: 'everything', filter: { authorities } },
    ...alone,
    ...withDay,
    { name: 'a message, a day', filter: { authorities, messages: ['Creation_H7'], ...day } },
    { name: 'a text, a day', filter: { authorities, text: 'valeur', ...day } },
  ];
}

/** What a person searches for: the references of the first declaration after a filing. */
export function searchCases(n: number, timeOf: (n: number) => number): Record<string, string> {
  const one = firstDeclaration(n);
  const released = firstDeclaration(one + 1);
  const at = timeOf(released);
  return {
    'its own reference': lrnOf(one),
    'the customs reference': customsReferenceOf(released),
    'the MRN': mrnOf(released),
    'a transport document': `N740:${transportDocumentOf(one)}`,
    'a messageId that was sent': messageIdAt(released, at, 1),
    'a messageId that was received': messageIdAt(released, at + MINUTE_MS, 2),
  };
}

/** The number of a declaration that was released, from this one on. */
function firstDeclaration(n: number): number {
  return (n * 37) % 100 < 78 && (n * 101) % 1000 < 840 ? n : firstDeclaration(n + 1);
}
