import { tokensOf } from '../../schemas/fault.ts';

/** The parts of a pointer, from the outside to the inside: names, and indices from 0. */
export interface PointerPath {
  parts: readonly string[];
  /** It begins at the root of the message, for certain. */
  isRooted: boolean;
}

/**
 * Reads a pointer in any of its spellings: a JSON Pointer, names with dots and indices in brackets, or a name alone. A
 * pointer into an envelope leads into the payload there.
 */
export function pointerPath(pointer: string): PointerPath {
  const isRooted = pointer.startsWith('/');
  const parts = isRooted ? tokensOf(pointer) : dotted(pointer);
  return isRooted && parts[0] === 'payload' ? { parts: parts.slice(1), isRooted } : { parts, isRooted };
}

const dotted = (pointer: string) =>
  pointer
    .replace(/^\$\.?/, '')
    .split(/[./[\]]+/)
    .filter((part) => part !== '');
