import type { AuthorityName } from '../../schemas/catalogue.ts';
import { valueAt } from '../../schemas/fault.ts';
import { MASK, masked } from './masked.ts';

/** The value at a place in a message, a JSON Pointer, masked as it is in the whole message. */
export function maskedAt(authority: AuthorityName, pointer: string, value: unknown): unknown {
  const names = pointer.split('/').slice(1);
  const message = masked(
    authority,
    names.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value),
  );
  const found = valueAt(message, pointer);
  // A part above it may be masked as a whole.
  return found === undefined ? MASK : found;
}
