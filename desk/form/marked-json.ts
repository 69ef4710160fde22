import { type NumberTexts, parseExactJson } from '../../schemas/exact-json.ts';
import { isObject } from '../../schemas/json.ts';

/** The mark of a number. A text that begins with its first character has that once more. */
export const NUMBER_MARK = '\u0000#';
const ESCAPE = '\u0000';

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
  return JSON.stringify(value).replaceAll(TEXT, (whole, text: string) => {
    if (text.startsWith('\\u0000#')) return text.slice('\\u0000#'.length);
    return text.startsWith('\\u0000') ? `"${text.slice('\\u0000'.length)}"` : whole;
  });
}

/** Each text of a JSON text, also a key. */
const TEXT = /"((?:[^"\\]|\\.)*)"/g;

/** A text of such a value as it is. */
export function unmarked(text: string): string {
  if (text.startsWith(NUMBER_MARK)) return text.slice(NUMBER_MARK.length);
  return text.startsWith(ESCAPE) ? text.slice(ESCAPE.length) : text;
}

const escaped = (text: string) => (text.startsWith(ESCAPE) ? `${ESCAPE}${text}` : text);

function markedAt(value: unknown, written: string | NumberTexts | undefined): unknown {
  const below = (key: string) => (written instanceof Map ? written.get(key) : undefined);
  if (Array.isArray(value)) return value.map((one, n) => markedAt(one, below(String(n))));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [escaped(key), markedAt(one, below(key))]));
  if (typeof value === 'string') return escaped(value);
  if (typeof value !== 'number') return value;
  return `${NUMBER_MARK}${typeof written === 'string' ? written : value}`;
}
