import type { AuthorityError } from '../../../schemas/contract.ts';
import { textAt } from '../../../schemas/delta-h7/fields.ts';
import { SecretError } from '../../tokens/secrets.ts';
import type { Verdict } from '../authority.ts';

/** What customs' answer to a call means (§2.3.5.1); codes that the contract does not list by their kind. */
export function judge(httpStatus: number, body: string): Verdict {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: 'accepted', httpStatus };
  const error = errorOf(body);
  // 408, 425 and 429 ask for patience, not for another message.
  if (httpStatus >= 500 || [408, 425, 429].includes(httpStatus)) return { kind: 'unavailable', httpStatus, error };
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'unauthorised', httpStatus, error };
  // A redirect is not followed (H7-A3): the URL that is configured is not the right one.
  if (httpStatus === 404 || httpStatus < 400) return { kind: 'misdirected', httpStatus, error };
  return { kind: 'refused', httpStatus, error };
}

/** No answer at all counts as a 500 (§2.3.6.1). */
export function judgeFailure(failure: unknown): Verdict {
  const timedOut = failure instanceof Error && (failure.name === 'TimeoutError' || failure.name === 'AbortError');
  return {
    kind: 'unavailable',
    httpStatus: null,
    error: { errorDescription: timedOut ? 'no answer in time' : 'connection failed' },
  };
}

/** Without a token nothing can be sent, and another try would meet the same refusal. */
export function judgeRefusedToken(failure: unknown): Verdict {
  const code =
    failure instanceof Error && 'error' in failure && typeof failure.error === 'string' ? failure.error : undefined;
  const errorDescription =
    failure instanceof SecretError ? failure.message : 'customs gives no token for these credentials';
  return { kind: 'unauthorised', httpStatus: 401, error: { ...(code && { errorCode: code }), errorDescription } };
}

/** `{errorCode, errorDescription}`, where the answer has them. */
function errorOf(body: string): AuthorityError {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return {};
  }
  const errorCode = textAt(value, '/errorCode');
  const errorDescription = textAt(value, '/errorDescription');
  return { ...(errorCode && { errorCode }), ...(errorDescription && { errorDescription }) };
}
