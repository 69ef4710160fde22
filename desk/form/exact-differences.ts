import { createPatch } from 'rfc6902';
import { type NumberTexts, parseExactJson } from '../../schemas/exact-json.ts';
import { valueAt } from '../../schemas/fault.ts';
import { isObject } from '../../schemas/json.ts';

/** A difference between two forms of a message. */
export interface MessageDifference {
  /** The place, a JSON Pointer: in the message before it, or after it where something is new. */
  pointer: string;
  /** The values as they are written; undefined where there is nothing. */
  before?: string;
  after?: string;
}

/** The differences between two messages, each a JSON text: numbers are compared as they are written. */
export function exactDifferences(before: string, after: string): MessageDifference[] {
  const [was, is] = [marked(before), marked(after)];
  return createPatch(was, is).flatMap((change): MessageDifference[] => {
    const { op, path: pointer } = change;
    const old = valueAt(was, pointer);
    if (op === 'remove') return [{ pointer, before: writtenOf(old) }];
    if (op !== 'add' && op !== 'replace') return [];
    const next = writtenOf(change.value);
    if (op === 'add') return [{ pointer, after: next }];
    return old !== undefined && writtenOf(old) === next
      ? []
      : [{ pointer, ...{ before: writtenOf(old), after: next } }];
  });
}

/** The mark of a number: a control character, which no schema's text begins with. */
const NUMBER = '\u0000#';

/** A message in which each number is its own text. */
function marked(text: string): unknown {
  const { value, numbers } = parseExactJson(text);
  return markedAt(value, numbers);
}

function markedAt(value: unknown, written: string | NumberTexts | undefined): unknown {
  const below = (key: string) => (written instanceof Map ? written.get(key) : undefined);
  if (Array.isArray(value)) return value.map((one, n) => markedAt(one, below(String(n))));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, markedAt(one, below(key))]));
  if (typeof value !== 'number') return value;
  return `${NUMBER}${typeof written === 'string' ? written : value}`;
}

/** A value for people: a text or a number as it is written, anything else as JSON. */
function writtenOf(value: unknown): string {
  if (typeof value === 'string') return value.startsWith(NUMBER) ? value.slice(NUMBER.length) : value;
  return JSON.stringify(value).replaceAll(/"\\u0000#([^"]*)"/g, '$1');
}
