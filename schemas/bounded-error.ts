import type { AuthorityError } from './contract.ts';

/** The most characters kept of each text of an error: an item and an outcome hold many errors. */
export const errorLimits = { errorCode: 100, errorPointer: 300, errorDescription: 2000 } as const;

/**
 * An authority's error within the limits: each text is cut to its bound, with a note of how much is missing, and made
 * well-formed, since no item takes half a character beyond U+FFFF. A text within its bound stays as it is.
 * @param isPart whether the error was not read to its end, so that even more is missing
 */
export function boundedError(error: AuthorityError, isPart = false): AuthorityError {
  const bounded: AuthorityError = { ...error };
  for (const field of ['errorCode', 'errorPointer', 'errorDescription'] as const) {
    const text = error[field];
    if (text !== undefined) bounded[field] = boundedText(text, errorLimits[field], isPart);
  }
  return bounded;
}

/** A text cut to `longest` characters; its end says how many are missing: `… (812 more characters)`. */
export function boundedText(text: string, longest: number, isPart = false): string {
  const wellFormed = Buffer.from(text).toString();
  if (wellFormed.length <= longest) return wellFormed;
  const note = (missing: number) => ` … (${isPart ? 'at least ' : ''}${missing} more characters)`;
  let kept = longest - note(wellFormed.length).length;
  // A cut between the two halves of a character beyond U+FFFF would break it.
  if (isHighSurrogate(wellFormed.charCodeAt(kept - 1))) kept -= 1;
  return `${wellFormed.slice(0, kept)}${note(wellFormed.length - kept)}`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
