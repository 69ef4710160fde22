import { createHash } from 'node:crypto';

/** A short digest of what was submitted, which distinguishes a repetition from a correction. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
