import type { AuthorityError } from './contract.ts';

/** The most characters of each text of an error that are kept or told: an item and an outcome hold many. */
export const errorLimits = { errorCode: 100, errorPointer: 300, errorDescription: 2000 } as const;

/**
 * An error of an authority as it may be kept and told: each text cut to its bound, with how much is missing,
 * and well-formed, since half a character beyond U+FFFF fits into no item. What is within stays as it is.
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

/** A text of at most so many characters, its end replaced by how many are missing: `… (812 more characters)`. */
export function boundedText(text: string, longest: number, isPart = false): string {
  const wellFormed = Buffer.from(text).toString();
  if (wellFormed.length <= longest) return wellFormed;
  const note = (missing: number) => ` … (${isPart ? 'at least ' : ''}${missing} more characters)`;
  let kept = longest - note(wellFormed.length).length;
  // Never between the halves of a character beyond U+FFFF.
  if (isHighSurrogate(wellFormed.charCodeAt(kept - 1))) kept -= 1;
  return `${wellFormed.slice(0, kept)}${note(wellFormed.length - kept)}`;
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}
