import type { FilterField } from '../filter/filter-texts.ts';
import type { Selection } from '../filter/read-filter.ts';
import { printable } from '../terminal/terminal.ts';
import { momentOf } from './times.ts';

const words: Readonly<Partial<Record<FilterField, (values: string) => string>>> = {
  status: (values) => `with status ${values}`,
  state: (values) => `with state ${values}`,
  document: (values) => `of transport document ${values}`,
  code: (values) => `with error ${values}`,
  place: (values) => `with an error at ${values}`,
  message: (values) => `that sent ${values}`,
  text: (values) => `with "${values}" in the reference or in an error`,
  platform: (values) => `of platform ${values}`,
  authority: (values) => `at ${values}`,
};

/** The condition of a filter in words, to follow what it selects; '' where there is none. */
export function filterWords({ texts, filter }: Selection): string {
  const conditions = Object.entries(words).flatMap(([field, say]) => {
    const values = texts[field as FilterField];
    return values ? [say(values.map(printable).join(' or '))] : [];
  });
  const period = [
    ...(filter.since === undefined ? [] : [`since ${momentOf(filter.since)}`]),
    ...(filter.until === undefined ? [] : [`until ${momentOf(filter.until)}`]),
  ];
  return [...conditions, ...period].map((part) => ` ${part}`).join('');
}

/** The thing that a filter selects: a filing, and of which sort. */
export function filterNoun({ filter }: Selection): string {
  return [filter.overdue && 'overdue', filter.differs && 'differing', filter.orphans ? 'orphan' : 'filing']
    .filter(Boolean)
    .join(' ');
}
