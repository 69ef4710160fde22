import { type NumberTexts, parseExactJson } from '../../schemas/exact-json.ts';
import { isObject } from '../../schemas/json.ts';

/** The mark of a number: a control character, which no schema's text begins with. */
export const NUMBER_MARK = '\u0000#';

/**
 * A JSON text as a value in which each number is a text of its own, as it is written: it may be changed, and moved about,
 * without a number losing its form.
 * @throws {SyntaxError} where the text is not JSON
 */
export function markedJson(text: string): unknown {
  const { value, numbers } = parseExactJson(text);
  return markedAt(value, numbers);
}

/** The JSON text of such a value. */
export function jsonOfMarked(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"\\u0000#([^"]*)"/g, '$1');
}

function markedAt(value: unknown, written: string | NumberTexts | undefined): unknown {
  const below = (key: string) => (written instanceof Map ? written.get(key) : undefined);
  if (Array.isArray(value)) return value.map((one, n) => markedAt(one, below(String(n))));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, markedAt(one, below(key))]));
  if (typeof value !== 'number') return value;
  return `${NUMBER_MARK}${typeof written === 'string' ? written : value}`;
}
