import { type Fault, shownPointer, valueKind } from './fault.ts';

/**
 * The limits of a submission; no declaration needs more. Bytes are those of the envelope in UTF-8, a little below what
 * SQS takes (1 MiB). Checking, submitting and sending all use the same limits.
 */
export const limits = { bytes: 1_000_000, depth: 24, keys: 100_000, faults: 50 } as const;

/**
 * Faults of a JSON value that no schema sees: nesting too deep, too many keys, a number that no reader of JSON keeps,
 * half a character. The first fault ends the search.
 */
export function shapeFaults(root: unknown): Fault[] {
  let keys = 0;
  const stack: { value: unknown; path: PropertyKey[] }[] = [{ value: root, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    const fault = faultOf(value, path);
    if (fault) return [{ pointer: shownPointer(path), found: valueKind(value), ...fault }];
    if (typeof value !== 'object' || value === null) continue;
    const entries = Object.entries(value);
    keys += entries.length;
    if (keys > limits.keys) {
      return [{ pointer: '', rule: `at most ${limits.keys} fields`, found: 'more', remedy: 'send less' }];
    }
    for (const [key, inner] of entries) stack.push({ value: inner, path: [...path, key] });
  }
  return [];
}

function faultOf(value: unknown, path: readonly PropertyKey[]): Pick<Fault, 'rule' | 'remedy'> | undefined {
  if (path.length > limits.depth) return { rule: `nested at most ${limits.depth} deep`, remedy: 'send it flatter' };
  if (typeof value === 'number' && !Number.isFinite(value))
    return { rule: 'a number that can be read', remedy: 'correct it: it is too large' };
  const isWhole = !isBroken(value) && !isBroken(path.at(-1));
  return isWhole
    ? undefined
    : { rule: 'text of whole characters', remedy: 'it holds half of a surrogate pair: correct it' };
}

/** True for a text with half of a surrogate pair: it has no UTF-8, so it cannot be sent. */
function isBroken(text: unknown): boolean {
  return typeof text === 'string' && /\p{Surrogate}/u.test(text);
}

/** The first of many faults, and how many more there are. */
export function firstFaults(faults: readonly Fault[]): Fault[] {
  const more = faults.length - limits.faults;
  if (more <= 0) return [...faults];
  const rest = { pointer: '', rule: 'free of faults', found: `${more} more faults`, remedy: 'correct these first' };
  return [...faults.slice(0, limits.faults), rest];
}
