import type * as z from 'zod';
import type { Certainty } from './certainty.ts';
import { DeclarantError } from './declarant-error.ts';
import { shownText } from './message-text.ts';

/**
 * A fault in one field: its place, the rule that it breaks, the kind of value found there and the remedy. The value
 * itself is never in it but a reference, since faults are published while message bodies are not.
 */
export interface Fault {
  /** JSON Pointer (RFC 6901) of the field, `''` for the whole message. */
  pointer: string;
  /** The authority's own code for it, where it has one. */
  code?: string;
  /** The rule that is broken, in words. */
  rule: string;
  /** The kind of value found: `string of 30 characters`, `number`, `nothing` … */
  found: string;
  /** The remedy, in the imperative. */
  remedy: string;
  /** The rule's id, where it is one of the authority's law. */
  id?: string;
  /** The certainty of that rule; as its message's where left out. */
  certainty?: Certainty;
  /** The text in which that rule stands. */
  source?: string;
}

/** A fault on one line for a person: the authority's code, place, rule, found, remedy. */
export function faultLine({ code, pointer, rule, found, remedy }: Fault): string {
  return `${code === undefined ? '' : `${code} `}${pointer || '(the whole)'}: ${rule}; found ${found}; ${remedy}`;
}

/** Input that cannot be used, with all its faults. */
export class FaultsError extends DeclarantError {
  readonly code = 'FAULTS';
  readonly faults: readonly Fault[];

  constructor(message: string, faults: readonly Fault[]) {
    super([`${message}:`, ...faults.map((fault) => `  ${faultLine(fault)}`)].join('\n'));
    this.name = 'FaultsError';
    this.faults = faults;
  }
}

/** A fault or a warning of a message, with its place in the envelope. */
export function inPayload<Found extends { pointer: string }>(found: Found): Found {
  return { ...found, pointer: `/payload${found.pointer}` };
}

/** The longest pointer shown in a fault: a key may be as long as its writer likes. */
const LONGEST_POINTER = 300;

/** The pointer of a path, bounded and cleaned as a fault may show it, whatever the keys. */
export function shownPointer(path: readonly PropertyKey[]): string {
  const parts = path.map((key) => (typeof key === 'string' ? key.slice(0, LONGEST_POINTER + 1) : key));
  return shownText(pointerOf(parts), LONGEST_POINTER);
}

/** JSON Pointer of a path of keys and indices. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The path of a JSON Pointer: its keys and indices, each as a text. */
export function tokensOf(pointer: string): string[] {
  const tokens = pointer === '' ? [] : pointer.slice(1).split('/');
  if (!pointer.includes('~')) return tokens;
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value at a JSON Pointer, or `undefined` where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  return valueIn(root, tokensOf(pointer));
}

/** The value at a path of keys and indices, or `undefined` where there is none. */
export function valueIn(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** The text at a pointer, also of a number, or `undefined` where there is none: for input that is not trusted. */
export function textAt(payload: unknown, pointer: string): string | undefined {
  const value = valueAt(payload, pointer);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The entries of the list at a pointer; none where there is another value. */
export function listAt(root: unknown, pointer: string): unknown[] {
  const list = valueAt(root, pointer);
  return Array.isArray(list) ? list : [];
}

/** The kind of a value, without the value: all that a fault may show. */
export function valueKind(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return `list of ${value.length}`;
  if (typeof value === 'string') return value === '' ? 'empty string' : `string of ${value.length} characters`;
  return typeof value;
}

/** All faults that a schema finds in a value; an empty list where it conforms. */
export function schemaFaults(schema: z.ZodType, value: unknown): Fault[] {
  const result = schema.safeParse(value);
  return result.success ? [] : result.error.issues.flatMap((issue) => faultsOf(issue, value));
}

function faultsOf(issue: z.core.$ZodIssue, root: unknown): Fault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      pointer: shownPointer([...issue.path, key]),
      rule: 'unknown property',
      found: valueKind(valueIn(root, [...issue.path, key])),
      remedy: 'remove it, or correct its spelling',
    }));
  }
  // A union reports the faults of one alternative: the one of the value's own type.
  const meant = issue.code === 'invalid_union' && issue.errors.find((one) => !one.some(isOfAnotherType));
  if (meant) return meant.flatMap((one) => faultsOf({ ...one, path: [...issue.path, ...one.path] }, root));
  const pointer = shownPointer(issue.path);
  const value = valueIn(root, issue.path);
  return [{ pointer, rule: ruleOf(issue), found: valueKind(value), remedy: remedyFor(issue, value) }];
}

const isOfAnotherType = ({ code, path }: z.core.$ZodIssue) => code === 'invalid_type' && path.length === 0;

/** The rule of an issue: the schema's own words, or what was expected, without zod's sentence. */
function ruleOf(issue: z.core.$ZodIssue): string {
  if (!ZODS_OWN.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return nounOf(issue.expected);
  // A key of a record: its own schema says what it must be.
  if (issue.code === 'invalid_key' && issue.issues[0]) return ruleOf(issue.issues[0]);
  if (issue.code === 'invalid_value') return `one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_small') return `at least ${amountOf(issue.minimum, issue.origin)}`;
  if (issue.code === 'too_big') return `at most ${amountOf(issue.maximum, issue.origin)}`;
  if (issue.code === 'not_multiple_of') return `a multiple of ${issue.divisor}`;
  return issue.code === 'invalid_format'
    ? `text of the form ${issue.pattern ?? issue.format}`
    : 'a value of another kind';
}

/** The sentences of zod's own, which speak of inputs and patterns to nobody. */
const ZODS_OWN = /^(?:Invalid\b|Too (?:small|big)\b|Unrecognized\b)/;

const units: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', set: ' entries' };
const amountOf = (bound: number | bigint, origin: string) => `${bound}${units[origin] ?? ''}`;

/** Types whose names in a schema are not those of JSON. */
const nouns: Readonly<Record<string, string>> = { int: 'a whole number', array: 'a list', record: 'an object' };
const nounOf = (type: string) => nouns[type] ?? `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;

function remedyFor(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'add this field';
  switch (issue.code) {
    case 'invalid_type':
      return `give ${nounOf(issue.expected)}`;
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'shorten it' : 'give a smaller value';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'fill it in' : 'give a larger value';
    case 'invalid_value':
      return `give one of ${issue.values.map(String).join(', ')}`;
    default:
      return 'correct this value';
  }
}
