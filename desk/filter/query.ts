import { nearest } from '../../schemas/nearest.ts';
import { DeskFault } from '../fault.ts';
import { printable } from '../terminal/terminal.ts';
import { type FilterField, type FilterTexts, FLAG_TEXT, filterFields, filterFlags } from './filter-texts.ts';

/**
 * The filter in a URL's query, as it was given: parameters that are no field of a filter are not looked at, nor the fields
 * of a form that were left empty. A flag may stand there by its name alone, as on the command line: a form without its
 * mark does not send it at all.
 * @throws {DeskFault} where a parameter is nearly the name of a field: without it, more would be selected than was meant
 */
export function textsInQuery(query: URLSearchParams): FilterTexts {
  for (const name of query.keys()) {
    const field = fieldMeant(name);
    if (field !== undefined && field !== name)
      throw new DeskFault('USAGE', `${printable(name)} is not known: give ${field}.`);
  }
  const given = filterFields.map(
    (field) => [field, query.getAll(field).flatMap((text) => textOf(field, text))] as const,
  );
  return Object.fromEntries(given.filter(([, texts]) => texts.length > 0));
}

function fieldMeant(name: string): FilterField | undefined {
  const near = nearest(name, filterFields);
  return filterFields.find((field) => field === name) ?? filterFields.find((field) => field === near);
}

function textOf(field: FilterField, text: string): string[] {
  if (text.trim() !== '') return [text];
  return filterFlags.includes(field) ? [FLAG_TEXT] : [];
}

/** A filter as a URL's query, without its question mark; '' where nothing is filtered. */
export function queryOf(texts: FilterTexts): string {
  const pairs = filterFields.flatMap((field) => (texts[field] ?? []).map((text): [string, string] => [field, text]));
  return new URLSearchParams(pairs).toString();
}
