import { applyPatch, type Operation } from 'rfc6902';
import { parseExactJson } from '../../schemas/exact-json.ts';
import { pointerOf, tokensOf, valueIn } from '../../schemas/fault.ts';
import { isObject } from '../../schemas/json.ts';
import { DeskFault } from '../fault.ts';
import { jsonOfMarked, markedJson } from '../form/marked-json.ts';
import { printable } from '../terminal/terminal.ts';

/** A change of a message. Numbers are texts of their own in it, so that they go out as they are written. */
type Change =
  | { kind: 'set'; path: readonly string[]; value: unknown }
  /** RFC 7396. */
  | { kind: 'merge'; patch: unknown }
  /** RFC 6902. */
  | { kind: 'operations'; operations: readonly Operation[] };

/** The changes to each message before it is submitted again, in this order. */
export type Correction = readonly Change[];

/** A correction as a person gives it. */
export interface CorrectionTexts {
  /** `POINTER=JSON`; the pointer begins at the payload. */
  set?: readonly string[] | undefined;
  /** The text of a patch: RFC 7396 where it is an object, RFC 6902 where it is a list. */
  patch?: string | undefined;
}

/** @throws {DeskFault} where a part of it is not written as it has to be */
export function readCorrection({ set = [], patch }: CorrectionTexts): Correction {
  return [...(patch === undefined ? [] : [patchIn(patch)]), ...set.map(setIn)];
}

/**
 * The message with a correction.
 * @param payload JSON
 * @returns the reason, where it does not fit this message
 */
export function correctedPayload(payload: string, correction: Correction): { payload: string } | { problem: string } {
  let value = markedJson(payload);
  for (const change of correction) {
    const changed = withChange(value, change);
    if ('problem' in changed) return changed;
    value = changed.value;
  }
  return { payload: jsonOfMarked(value) };
}

function setIn(text: string): Change {
  const at = text.indexOf('=');
  const pointer = text.slice(0, at);
  if (at < 0 || !/^(\/([^~]|~[01])*)+$/.test(pointer))
    throw usage(text, 'give POINTER=JSON, with a JSON Pointer that begins at the payload: /items/0/weight=2.5');
  const path = tokensOf(pointer);
  // An error's pointer leads into the envelope.
  const below = path[0] === 'payload' && path.length > 1 ? path.slice(1) : path;
  if (below.includes('__proto__')) throw usage(text, 'no message has such a field');
  const notJson = usage(text, `what follows = is not JSON: a text stands in double quotes, '${pointer}="…"'`);
  let values: unknown;
  try {
    // The written form of a number is kept of what stands in a list or an object.
    values = markedJson(`[${text.slice(at + 1)}]`);
  } catch {
    throw notJson;
  }
  if (!Array.isArray(values) || values.length !== 1) throw notJson;
  return { kind: 'set', path: below, value: values[0] };
}

const usage = (text: string, says: string) => new DeskFault('USAGE', `--set ${printable(text)}: ${says}.`);

const names = ['add', 'remove', 'replace', 'move', 'copy', 'test'];

function patchIn(text: string): Change {
  const says = (what: string) => new DeskFault('INPUT', `The patch ${what}. Nothing was submitted.`);
  let patch: unknown;
  try {
    if (parseExactJson(text).twice.length > 0) throw says('has a key twice in one object');
    patch = markedJson(text);
  } catch (error) {
    throw error instanceof DeskFault ? error : says('is not JSON');
  }
  if (isObject(patch)) return { kind: 'merge', patch };
  const isOperation = (one: unknown) =>
    isObject(one) && names.includes(String(one['op'])) && String(one['path']).startsWith('/');
  if (!Array.isArray(patch) || !patch.every(isOperation))
    throw says('is neither an object (RFC 7396) nor a list of operations with "op" and "path" (RFC 6902)');
  return { kind: 'operations', operations: patch as Operation[] };
}

function withChange(value: unknown, change: Change): { value: unknown } | { problem: string } {
  if (change.kind === 'merge') return { value: merged(value, change.patch) };
  const copy = structuredClone(value);
  if (change.kind === 'set') {
    const problem = setAt(copy, change.path, change.value);
    return problem === undefined ? { value: copy } : { problem };
  }
  const errors = applyPatch(copy, structuredClone(change.operations) as Operation[]);
  const failed = errors.findIndex((one) => one !== null);
  if (failed < 0) return { value: copy };
  const { op, path } = change.operations[failed] as Operation;
  return { problem: `the patch does not fit: ${op} ${path}` };
}

/** Sets a value where its parent is there: a field of an object, an entry of a list, or a new one at its end (`-`). */
function setAt(root: unknown, path: readonly string[], value: unknown): string | undefined {
  const parent = valueIn(root, path.slice(0, -1));
  const key = path.at(-1) as string;
  if (Array.isArray(parent)) {
    const index = key === '-' ? parent.length : Number(key);
    if (key === '-' || (/^\d+$/.test(key) && index < parent.length)) parent[index] = value;
    else return `it has no ${pointerOf(path)}`;
  } else if (isObject(parent)) parent[key] = value;
  else return `it has no ${pointerOf(path.slice(0, -1))}`;
  return undefined;
}

/** RFC 7396: null takes a field out. */
function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const before = isObject(target) ? Object.entries(target) : [];
  const result = new Map(before);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) result.delete(key);
    else result.set(key, merged(result.get(key), value));
  }
  return Object.fromEntries(result);
}
