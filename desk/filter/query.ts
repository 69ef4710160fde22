import { type FilterTexts, filterFields } from './filter-texts.ts';

/**
 * The filter in a URL's query, as it was given: parameters that are no field of a filter are not looked at, nor the fields
 * of a form that were left empty.
 */
export function textsInQuery(query: URLSearchParams): FilterTexts {
  const given = filterFields.map((field) => [field, query.getAll(field).filter((text) => text.trim() !== '')] as const);
  return Object.fromEntries(given.filter(([, texts]) => texts.length > 0));
}

/** A filter as a URL's query, without its question mark; '' where nothing is filtered. */
export function queryOf(texts: FilterTexts): string {
  const pairs = filterFields.flatMap((field) => (texts[field] ?? []).map((text): [string, string] => [field, text]));
  return new URLSearchParams(pairs).toString();
}
