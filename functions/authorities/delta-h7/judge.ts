import type { AuthorityError } from '../../../schemas/contract.ts';
import { textAt } from '../../../schemas/delta-h7/fields.ts';
import { SecretError } from '../../tokens/secrets.ts';
import type { Verdict } from '../authority.ts';
import { TokenRefused } from './token-refused.ts';

/** Behind these answers the message may have been taken: customs failed over it, or a proxy before it saw no answer. */
const UNCLEAR = [500, 502, 504];

/** What customs' answer to a call means (§2.3.5.1); codes that the contract does not list by their kind. */
export function judge(httpStatus: number, body: string): Verdict {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: 'accepted', httpStatus };
  const error = errorOf(body);
  // 408, 425 and 429 ask for patience, not for another message.
  if (httpStatus >= 500 || [408, 425, 429].includes(httpStatus))
    return { kind: 'unavailable', httpStatus, error, mayHaveArrived: UNCLEAR.includes(httpStatus) };
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'unauthorised', httpStatus, error };
  // A redirect is not followed (H7-A3): the URL that is configured is not the right one.
  // Only of these does the contract, or the protocol, say that it is the message that is wrong.
  if ([400, 413, 422].includes(httpStatus)) return { kind: 'refused', httpStatus, error };
  return { kind: 'misdirected', httpStatus, error };
}

/** No token was obtained, so that no call was made: what that means for the message. */
export function judgeNoToken(failure: unknown): Verdict {
  if (failure instanceof TokenRefused || failure instanceof SecretError) {
    const errorCode = failure instanceof TokenRefused ? failure.oauthError : failure.code;
    const error = { ...(errorCode && { errorCode }), errorDescription: failure.message };
    return { kind: 'unauthorised', httpStatus: 401, error };
  }
  return { ...unanswered(failure), mayHaveArrived: false };
}

/** A call was made and not answered: what that means for the message. */
export function judgeFailure(failure: unknown): Verdict {
  return { ...unanswered(failure), mayHaveArrived: !isBeforeSending(failure) };
}

/** No answer at all counts as a 500 (§2.3.6.1). */
function unanswered(failure: unknown) {
  const timedOut = failure instanceof Error && (failure.name === 'TimeoutError' || failure.name === 'AbortError');
  const errorDescription = timedOut ? 'no answer in time' : 'connection failed';
  return { kind: 'unavailable', httpStatus: null, error: { errorDescription } } as const;
}

/** Codes of a connection that never came about, beside those of the certificate and of the handshake. */
const NOT_CONNECTED = /^(?:UND_ERR_CONNECT_TIMEOUT|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|EPROTO$)|SELF_SIGNED_CERT/;

/** Whether a call failed before any of its message left: at the name, the connection, or its TLS. */
function isBeforeSending(failure: unknown): boolean {
  const cause = (failure as { cause?: unknown } | undefined)?.cause;
  if (cause instanceof AggregateError) return cause.errors.every((one) => isBeforeSending({ cause: one }));
  const { code, syscall, message } = (cause ?? {}) as { code?: string; syscall?: string; message?: string };
  return (
    syscall === 'connect' ||
    syscall === 'getaddrinfo' ||
    (code !== undefined && NOT_CONNECTED.test(code)) ||
    (message?.includes('before secure TLS connection') ?? false)
  );
}

/** `{errorCode, errorDescription}`, where the answer has them. */
function errorOf(body: string): AuthorityError {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    // A page of a proxy, say, has neither.
  }
  const errorCode = textAt(value, '/errorCode');
  const errorDescription = textAt(value, '/errorDescription');
  return { ...(errorCode && { errorCode }), ...(errorDescription && { errorDescription }) };
}
