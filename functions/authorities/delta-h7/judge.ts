import { boundedError } from '../../../schemas/bounded-error.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { valueAt } from '../../../schemas/fault.ts';
import { jsonIn } from '../../../schemas/json.ts';
import type { Verdict } from '../authority.ts';
import { isPartOnly } from '../calling/answer-text.ts';
import { judgeStatus } from '../calling/judge-status.ts';

/**
 * The verdict on customs' response to a call (§2.3.5.1).
 * @param text the body, as far as it was read
 * @param retryMs the pause that the response asks for
 */
export function judgeResponse(httpStatus: number, text: string, retryMs?: number): Verdict {
  return judgeStatus(httpStatus, errorIn(text), retryMs);
}

/**
 * `{errorCode, errorDescription}` as the contract has it, numbers as text; the text of a body in another form becomes
 * the description, since a person may understand it. Bounded: a body may be anything.
 */
function errorIn(text: string): AuthorityError {
  const isPart = isPartOnly(text);
  const { errorCode, errorDescription, hasMore } = fieldsIn(text, isPart);
  const description = errorDescription ?? (hasMore || errorCode === undefined ? spaced(text) : '');
  return boundedError(
    { ...(errorCode && { errorCode }), ...(description && { errorDescription: description }) },
    isPart,
  );
}

function fieldsIn(text: string, isPart: boolean) {
  if (isPart)
    return { errorCode: beginningOf('errorCode', text), errorDescription: beginningOf('errorDescription', text) };
  const value = jsonIn(text);
  if (value === undefined) return {};
  const [errorCode, errorDescription] = [
    plain(valueAt(value, '/errorCode')),
    plain(valueAt(value, '/errorDescription')),
  ];
  return { errorCode, errorDescription, hasMore: Object.keys(value ?? {}).length > 1 };
}

/** A field of a JSON text that breaks off. */
function beginningOf(field: string, text: string): string | undefined {
  const [, value] = new RegExp(`"${field}"\\s*:\\s*"((?:[^"\\\\]|\\\\.)*)`).exec(text) ?? [];
  try {
    return plain(JSON.parse(`"${value ?? ''}"`));
  } catch {
    return undefined;
  }
}

function plain(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** A text on one line. An empty object or list says nothing. */
function spaced(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return ['{}', '[]', 'null', '""'].includes(line) ? '' : line;
}
