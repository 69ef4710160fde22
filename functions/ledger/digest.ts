import { createHash } from 'node:crypto';

/** A short digest of a text, or of bytes. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
