import { compactJson, withoutMark } from '../../schemas/exact-json.ts';
import { digestOf } from './digest.ts';

/** The digest of a submission, however it is spaced: it distinguishes a repetition from a correction. */
export function submissionDigest(text: string): string {
  return digestOf(compactJson(withoutMark(text)));
}
