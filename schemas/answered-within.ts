import type { AttemptSpan, UnjudgedFiling } from './filing.ts';

/** True if one of these messages of the authority came without errors in the span of an attempt. */
export function answeredWithin(
  { history }: UnjudgedFiling,
  answers: readonly string[],
  { since, until }: AttemptSpan,
): boolean {
  return history.some(
    ({ at, direction, message, errors }) =>
      direction === 'received' &&
      !errors &&
      answers.includes(message) &&
      at >= since &&
      (until === undefined || at < until),
  );
}
