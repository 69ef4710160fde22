import { boundedError } from '../../../schemas/bounded-error.ts';
import { explain } from '../../../schemas/causes.ts';
import { connectionCause } from '../../../schemas/connection-cause.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import { valueAt } from '../../../schemas/fault.ts';
import type { Trouble } from '../../../schemas/trouble.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import type { Failure, Verdict } from '../authority.ts';
import { isPartOnly } from '../calling/answer-text.ts';

/**
 * Statuses that say that the message was not taken. Behind any other 5xx it may have been: the failure may come after
 * it, or from a proxy that got no response.
 */
const NOT_TAKEN = [408, 425, 429, 501, 503, 505, 511];

/**
 * The verdict on customs' response to a call (§2.3.5.1); statuses that the contract does not list are judged by their
 * hundred.
 * @param text the body, as far as it was read
 * @param retryMs the pause that the response asks for
 */
export function judgeResponse(httpStatus: number, text: string, retryMs?: number): Verdict {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: 'accepted', httpStatus };
  const error = errorIn(text);
  // Only for these does the contract, or HTTP, say that the message is wrong.
  if ([400, 413, 422].includes(httpStatus)) {
    const errorDescription =
      error.errorDescription ?? (error.errorCode ? undefined : `${httpStatus}, and no word of why`);
    return { kind: 'refused', httpStatus, error: { ...error, ...(errorDescription && { errorDescription }) } };
  }
  const cause: Trouble = { cause: `http-${httpStatus}` };
  const failure = { ...cause, httpStatus, error: { ...errorOfTrouble(cause), ...error } };
  // 408, 425 and 429 ask for patience, not for another message.
  if (httpStatus >= 500 || [408, 425, 429].includes(httpStatus)) {
    const mayHaveArrived = !NOT_TAKEN.includes(httpStatus);
    return { kind: 'unavailable', ...failure, mayHaveArrived, ...(retryMs !== undefined && { retryMs }) };
  }
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'unauthorised', ...failure };
  // A redirect is not followed (H7-A3): the configured URL is not the right one.
  return { kind: 'misdirected', ...failure };
}

/** The verdict where no token was obtained, so that no call was made. */
export function judgeNoToken(failure: unknown): Verdict {
  const { kind, retryMs, ...trouble } = TokenFailure.of(failure);
  const why: Failure = { ...failureOf(trouble), ...(retryMs !== undefined && { retryMs }) };
  return kind === 'unavailable' ? { kind, ...why, mayHaveArrived: false } : { kind, ...why };
}

/**
 * The verdict on a call without a response, which counts as a 500 (§2.3.6.1).
 * @param hasLeft whether any of it was written to an open connection; undefined where only the error can say
 */
export function judgeFailure(failure: unknown, hasLeft?: boolean): Verdict {
  const trouble = connectionCause(failure);
  // A timeout before anything left: there was no connection.
  if (trouble.cause === 'timeout' && hasLeft === false) trouble.cause = 'connect-timeout';
  return { kind: 'unavailable', ...failureOf(trouble), mayHaveArrived: hasLeft ?? !isBeforeSending(failure, trouble) };
}

function failureOf(trouble: Trouble): Failure {
  return { ...trouble, httpStatus: null, error: errorOfTrouble(trouble) };
}

/** A trouble in the form in which customs' errors are shown. */
function errorOfTrouble(trouble: Trouble): AuthorityError {
  const { cause, detail } = trouble;
  const { means } = explain(trouble);
  return { errorCode: cause, errorDescription: detail === undefined ? means : `${means} (${detail})` };
}

/** True if a call failed before any of its message left: at the name, the connection, or its TLS. */
function isBeforeSending(failure: unknown, { cause }: Trouble): boolean {
  if (['dns', 'refused', 'unreachable', 'connect-timeout', 'tls'].includes(cause)) return true;
  const { syscall, message } = ((failure as { cause?: unknown } | undefined)?.cause ?? {}) as {
    syscall?: string;
    message?: string;
  };
  return syscall === 'connect' || (message?.includes('before secure TLS connection') ?? false);
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
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return {};
  }
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
