import type { AuthorityError } from '../../../schemas/contract.ts';
import { TOY } from './register.ts';

/** Messages to and from the toymaker for tests: complete and valid; a test makes one field wrong. */

export const ID = 'L-1';

/** A letter, also a reminder. */
export const letter = (id = ID, more: object = {}) => ({ id, wish: 'a train', ...more });
export const hurry = (id = ID) => ({ id });
export const recall = (request: string, ...ids: string[]) => ({ request, toys: ids.map((id) => ({ id })) });
export const change = (request: string, id = ID, more: object = {}) => ({ request, id, wish: 'a car', ...more });
export const ask = (messageId: string, ...ids: string[]) => ({
  header: { messageId },
  toys: ids.map((id) => ({ id })),
});

/** A submission, as a platform puts it on the outbox. */
export function submissionOf(message: string, payload: unknown, more: Record<string, unknown> = {}): string {
  return JSON.stringify({ authority: TOY, message, platform: 'shop-1', payload, ...more });
}

interface AnswerOptions {
  id?: string;
  messageId?: string;
  number?: string;
  tag?: string;
  state?: string;
  /** The time of the state. */
  since?: string;
  /** The time at which the message was written. @default the time of the state */
  issued?: string;
  price?: unknown;
}

/** The toymaker's answer to a letter. */
export function receipt({
  messageId = 'r-1',
  since = '2026-11-22T09:00:05.000Z',
  issued = since,
  ...more
}: AnswerOptions = {}) {
  const told = { id: ID, number: '77', state: 'TAKEN', since, price: { total: 32 } };
  return { header: { messageId, issued }, ...told, ...more };
}

/** News of a toy. */
export function news(options: AnswerOptions = {}) {
  const { price: _, ...told } = receipt({ messageId: 's-1', state: 'MADE', ...options });
  return told;
}

/** The errors of a complaint: the toymaker has this letter already, the letter is wrong, or he failed on it. */
export const twice = { errorCode: 'TWICE', errorDescription: 'this letter is there already' };
export const wrong = { errorCode: 'WRONG', errorPointer: 'wish' };
export const technicalError = { errorDescription: 'the elves are ill' };

/** Errors in a letter, a reminder or a hurry; technical where none has a code. */
export function complaint(
  errors: AuthorityError[] = [wrong],
  { id = ID, messageId = 'e-1' }: { id?: string; messageId?: string } = {},
) {
  const technical = errors.every(({ errorCode }) => errorCode === undefined);
  return { header: { messageId, issued: '2026-11-22T09:00:04.000Z' }, id, errors, ...(technical && { technical }) };
}
