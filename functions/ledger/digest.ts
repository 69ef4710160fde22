import { createHash } from 'node:crypto';

/** A short digest of what was submitted, to tell the same thing coming again from another. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
