import { createScanner } from 'jsonc-parser';
import { limits } from './shape.ts';

/** The most repeated keys that are noted. */
const NOTED_TWICE = 50;

/**
 * The numbers of a JSON text that JSON.stringify would write otherwise (`1.10`, `1e2`, more digits than a computer
 * keeps), each as it stands in the text, in a tree by keys and indices.
 */
export interface NumberTexts extends Map<string, string | NumberTexts> {}

/** A parsed JSON text with the details that JSON.parse loses. */
export interface ExactJson {
  value: unknown;
  numbers: NumberTexts;
  /** The paths of keys that occur twice in one object; the last one is in `value`. */
  twice: string[][];
}

/** An object or a list that is not closed yet at the current place of the text. */
interface Open {
  /** The keys so far, of an object. */
  keys: Set<string> | undefined;
  isKeyNext: boolean;
  /** The key or index of the next value. */
  place: string;
  index: number;
}

/**
 * Reads JSON (RFC 8259: no comments, no trailing commas) as JSON.parse does, and adds the numbers as written and the
 * repeated keys. A byte order mark is skipped.
 * @throws {SyntaxError} where the text is not JSON
 */
export function parseExactJson(given: string): ExactJson {
  const text = withoutMark(given);
  const value: unknown = JSON.parse(text);
  const found: ExactJson = { value, numbers: new Map(), twice: [] };
  noteDetails(text, found);
  return found;
}

/** A text without its byte order mark, which some editors put at the beginning. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}

/** Notes the written form of the number at a path. */
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
 * Writes a value as JSON.stringify does, with every unchanged number as it was written in the text. The value was read
 * by `parseExactJson` or made from such a value, and is not nested deep.
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

/** Walks through JSON text in one pass, without recursion, and notes numbers and repeated keys. */
function noteDetails(text: string, { numbers, twice }: ExactJson): void {
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
      // Values nested deeper than any submission may be are not noted.
    } else if (first === ',' && inner) {
      inner.isKeyNext = inner.keys !== undefined;
      inner.index += 1;
      if (!inner.keys) inner.place = String(inner.index);
    } else if (inner?.keys && inner.isKeyNext) {
      inner.isKeyNext = false;
      inner.place = scanner.getTokenValue();
      const isRepeated = inner.keys.size === inner.keys.add(inner.place).size;
      if (isRepeated && twice.length < NOTED_TWICE) twice.push(path());
    } else if (inner && (first === '-' || (first >= '0' && first <= '9'))) {
      const source = text.slice(start, start + scanner.getTokenLength());
      if (JSON.stringify(Number(source)) !== source) setNumberText(numbers, path(), source);
    }
  }
}

/** JSON text without the white space between its parts; every part stays as written. */
export function compactJson(text: string): string {
  const scanner = createScanner(text, true);
  const parts: string[] = [];
  for (scanner.scan(); scanner.getTokenOffset() < text.length; scanner.scan()) {
    const start = scanner.getTokenOffset();
    parts.push(text.slice(start, start + scanner.getTokenLength()));
  }
  return parts.join('');
}

/** The members of an object, or the entries of a list, each as written; an empty list for any other value. */
export function partsOfJson(text: string): { key: string; text: string }[] {
  const found: { key: string; text: string }[] = [];
  const scanner = createScanner(text, true);
  let depth = 0;
  let key: string | undefined;
  let start = -1;
  const end = (at: number) => {
    if (start >= 0) found.push({ key: key ?? String(found.length), text: text.slice(start, at).trimEnd() });
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
      key = String(JSON.parse(text.slice(start, at)));
      start = -1;
    } else if (depth > 0 && start < 0) start = at;
    if (first === '{' || first === '[') depth += 1;
  }
  return found;
}
