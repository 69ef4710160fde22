import type { Outcome } from '../../schemas/outcome.ts';

/** A claimed send among all of its filing. */
export type SendName = Record<'message' | 'messageId', string> & { attempt: number };

/** The id of an outcome about a send, of which a platform may have given the same messageId to several. */
export function sendId(
  word: string,
  { authority, kind, reference }: Pick<Outcome, 'authority' | 'reference' | 'kind'>,
  { message, attempt, messageId }: SendName,
): string {
  return [word, authority, kind, reference, message, attempt, messageId].join('/');
}
