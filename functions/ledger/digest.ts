import { createHash } from 'node:crypto';
import { compactJson, withoutMark } from '../../schemas/exact-json.ts';

/** A short digest of a text, or of bytes. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** The digest of a submission, however it is spaced: it distinguishes a repetition from a correction. */
export function submissionDigest(text: string): string {
  return digestOf(compactJson(withoutMark(text)));
}
