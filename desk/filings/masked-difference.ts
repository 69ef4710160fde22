import type { AuthorityName } from '../../schemas/catalogue.ts';
import { isObject, jsonIn } from '../../schemas/json.ts';
import type { MessageDifference } from '../form/exact-differences.ts';
import { jsonOfMarked, markedJson } from '../form/marked-json.ts';
import { maskedAt } from './masked-at.ts';

/** A difference between two forms of a message as anybody may see it: what names a person is masked, as in lists. */
export function maskedDifference(
  authority: AuthorityName,
  { pointer, before, after }: MessageDifference,
): MessageDifference {
  const mask = (written: string) => maskedWritten(authority, pointer, written);
  return {
    pointer,
    ...(before !== undefined && { before: mask(before) }),
    ...(after !== undefined && { after: mask(after) }),
  };
}

/** @param written a text or a number as it is, anything else as JSON */
function maskedWritten(authority: AuthorityName, pointer: string, written: string): string {
  const value = jsonIn(written);
  if (!isObject(value) && !Array.isArray(value)) return String(maskedAt(authority, pointer, written));
  const masked = maskedAt(authority, pointer, markedJson(written));
  return typeof masked === 'string' ? masked : jsonOfMarked(masked);
}
