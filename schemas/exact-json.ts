import { createScanner } from 'jsonc-parser';
import { limits } from './shape.ts';

/** The most places of repeated keys that are noted. */
const NOTED_TWICE = 50;

/**
 * The numbers of a JSON text that JSON.stringify would write otherwise (`1.10`, `1e2`, more digits than a computer
 * keeps), each as it stands in the text, in a tree of the keys and indices that lead to it.
 */
export interface NumberTexts extends Map<string, string | NumberTexts> {}

/** A JSON text, read without losing what JSON.parse loses. */
export interface ExactJson {
  value: unknown;
  numbers: NumberTexts;
  /** Where an object has a key that it had before: the last one holds in `value`. */
  twice: string[][];
}

/** An object or a list that is open where a text is looked at. */
interface Open {
  /** Of an object: the keys that it had so far. */
  keys: Set<string> | undefined;
  isKeyNext: boolean;
  /** The key or index of the value that comes next. */
  place: string;
  index: number;
}

/**
 * Reads JSON (RFC 8259: no comments, no trailing commas) as JSON.parse does, with the places that tell more than its
 * value: a byte order mark is passed over.
 * @throws {SyntaxError} where the text is not JSON
 */
export function parseExactJson(given: string): ExactJson {
  const text = withoutMark(given);
  const value: unknown = JSON.parse(text);
  const numbers: NumberTexts = new Map();
  const twice: string[][] = [];
  walk(text, {
    number(source, path) {
      if (JSON.stringify(Number(source)) !== source) setNumberText(numbers, path(), source);
    },
    repeated(path) {
      if (twice.length < NOTED_TWICE) twice.push(path());
    },
  });
  return { value, numbers, twice };
}

/** A text without the byte order mark that some editors begin it with. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Notes how the number at a place is written. */
export function setNumberText(numbers: NumberTexts, path: readonly string[], source: string): void {
  let at = numbers;
  for (const key of path.slice(0, -1)) {
    const next = at.get(key);
    const inner: NumberTexts = next instanceof Map ? next : new Map();
    if (inner !== next) at.set(key, inner);
    at = inner;
  }
  at.set(path.at(-1) ?? '', source);
}

/** The numbers below a key. */
export function numbersBelow(numbers: NumberTexts | undefined, key: string): NumberTexts | undefined {
  const below = numbers?.get(key);
  return below instanceof Map ? below : undefined;
}

/**
 * Writes a value as JSON.stringify does, with every number that was not changed as it was written where it was read.
 * The value is one that was read and not nested deep, or was made from such a one.
 */
export function writeExactJson(value: unknown, numbers: NumberTexts | undefined): string {
  if (!numbers || numbers.size === 0) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((one, n) => writePart(one, numbers.get(String(n)))).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${members.map(([key, one]) => `${JSON.stringify(key)}:${writePart(one, numbers.get(key))}`).join(',')}}`;
}

function writePart(value: unknown, written: string | NumberTexts | undefined): string {
  if (typeof written !== 'string') return writeExactJson(value, written);
  return typeof value === 'number' && Object.is(Number(written), value) ? written : JSON.stringify(value);
}

interface Noted {
  number?(source: string, path: () => string[]): void;
  repeated?(path: () => string[]): void;
}

/** Goes through JSON text in one pass and without recursion, and tells what it meets. */
function walk(text: string, { number, repeated }: Noted): void {
  const open: Open[] = [];
  const path = () => open.map(({ place }) => place);
  const scanner = createScanner(text, true);
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const start = scanner.getTokenOffset();
    const inner = open.at(-1);
    const first = text.charAt(start);
    if (first === '{' || first === '[') {
      const keys = first === '{' ? new Set<string>() : undefined;
      open.push({ keys, isKeyNext: keys !== undefined, place: '0', index: 0 });
    } else if (first === '}' || first === ']') {
      open.pop();
    } else if (open.length > limits.depth) {
      // Nothing is noted of what is nested deeper than anything that is taken.
    } else if (first === ',' && inner) {
      inner.isKeyNext = inner.keys !== undefined;
      inner.index += 1;
      if (!inner.keys) inner.place = String(inner.index);
    } else if (inner?.keys && inner.isKeyNext) {
      inner.isKeyNext = false;
      inner.place = scanner.getTokenValue();
      if (inner.keys.size === inner.keys.add(inner.place).size) repeated?.(path);
    } else if (inner && (first === '-' || (first >= '0' && first <= '9'))) {
      number?.(text.slice(start, start + scanner.getTokenLength()), path);
    }
  }
}

/** JSON text without the white space between its parts: every part stays as it is written. */
export function compactJson(text: string): string {
  const scanner = createScanner(text, true);
  const parts: string[] = [];
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const start = scanner.getTokenOffset();
    parts.push(text.slice(start, start + scanner.getTokenLength()));
  }
  return parts.join('');
}

/** The members of an object, or the entries of a list, each as it is written; none of anything else. */
export function partsOfJson(text: string): { key: string; text: string }[] {
  const found: { key: string; text: string }[] = [];
  const scanner = createScanner(text, true);
  let depth = 0;
  let key: string | undefined;
  let start = -1;
  const end = (at: number) => {
    if (start >= 0) found.push({ key: key ?? String(found.length), text: text.slice(start, at) });
    start = -1;
    key = undefined;
  };
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const at = scanner.getTokenOffset();
    const first = text.charAt(at);
    const closes = first === '}' || first === ']';
    if (closes) depth -= 1;
    if (depth === 0 && !closes && first !== '{' && first !== '[') return [];
    if (depth === 0 && closes) end(at);
    else if (depth === 1 && first === ',') end(at);
    else if (depth === 1 && first === ':') {
      key = keyOf(text.slice(start, at));
      start = -1;
    } else if (depth > 0 && start < 0) start = at;
    if (first === '{' || first === '[') depth += 1;
  }
  return found;
}

function keyOf(written: string): string {
  return String(JSON.parse(written));
}
