import { type Fault, kindOf, pointerOf } from './fault.ts';

/** What is taken of a submission: more is not a declaration. */
export const limits = { bytes: 256 * 1024, depth: 24, keys: 20_000, faults: 50 } as const;

/**
 * Faults of a JSON value that no schema sees: nested too deep, too many keys, a number that JSON can
 * write and no computer keeps. One fault is enough: such a value is not looked at further.
 */
export function shapeFaults(root: unknown): Fault[] {
  let keys = 0;
  const stack: { value: unknown; path: PropertyKey[] }[] = [{ value: root, path: [] }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, path } = next;
    const fault = faultOf(value, path);
    if (fault) return [{ pointer: pointerOf(path), found: kindOf(value), ...fault }];
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
  if (typeof value !== 'number') return undefined;
  const isKept = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
  return isKept ? undefined : { rule: 'a number that is kept exactly', remedy: 'give it as text, or correct it' };
}

/** The first of many faults, and how many more there are. */
export function firstFaults(faults: readonly Fault[]): Fault[] {
  const more = faults.length - limits.faults;
  if (more <= 0) return [...faults];
  const rest: Fault = {
    pointer: '',
    rule: 'free of faults',
    found: `${more} more faults`,
    remedy: 'correct these first',
  };
  return [...faults.slice(0, limits.faults), rest];
}
