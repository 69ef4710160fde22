import type { OutboundMessage } from './contract.ts';
import type { AttemptSpan, UnjudgedFiling } from './filing.ts';

/**
 * True if a filing shows that an attempt of a message was answered, as its contract says: by a rule of its own, or by a
 * message that answers it and came without errors in the span of the attempt.
 */
export function isAnsweredWithin(
  { isAnswered, answeredBy }: Pick<OutboundMessage, 'isAnswered' | 'answeredBy'>,
  filing: UnjudgedFiling,
  attempt: AttemptSpan,
): boolean {
  if (isAnswered) return isAnswered(filing, attempt);
  const { since, until } = attempt;
  return filing.history.some(
    ({ at, direction, message, errors }) =>
      direction === 'received' &&
      !errors &&
      answeredBy.includes(message) &&
      at >= since &&
      (until === undefined || at < until),
  );
}
