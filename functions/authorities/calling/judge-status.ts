import { troubleError } from '../../../schemas/causes.ts';
import type { AuthorityError } from '../../../schemas/contract.ts';
import type { Trouble } from '../../../schemas/trouble.ts';
import type { Verdict } from '../authority.ts';

/**
 * Statuses that say that the message was not taken. Behind any other 5xx it may have been: the failure may come after
 * it, or from a proxy that got no response.
 */
const NOT_TAKEN = [408, 425, 429, 501, 503, 505, 511];

/**
 * The verdict on a response to a call; statuses that a contract does not list are judged by their hundred.
 * @param error the authority's own words in the body
 * @param retryMs the pause that the response asks for
 */
export function judgeStatus(
  httpStatus: number,
  error: AuthorityError,
  retryMs?: number,
): Exclude<Verdict, { kind: 'pending' | 'unclear' }> {
  if (httpStatus >= 200 && httpStatus < 300) return { kind: 'accepted', httpStatus };
  // Only for these does the contract, or HTTP, say that the message is wrong.
  if ([400, 413, 422].includes(httpStatus)) {
    const errorDescription =
      error.errorDescription ?? (error.errorCode ? undefined : `${httpStatus}, and no word of why`);
    return { kind: 'refused', httpStatus, error: { ...error, ...(errorDescription && { errorDescription }) } };
  }
  const cause: Trouble = { cause: `http-${httpStatus}` };
  const failure = { ...cause, httpStatus, error: { ...troubleError(cause), ...error } };
  // 408, 425 and 429 ask for patience, not for another message.
  if (httpStatus >= 500 || [408, 425, 429].includes(httpStatus)) {
    const mayHaveArrived = !NOT_TAKEN.includes(httpStatus);
    return { kind: 'unavailable', ...failure, mayHaveArrived, ...(retryMs !== undefined && { retryMs }) };
  }
  if (httpStatus === 401 || httpStatus === 403) return { kind: 'unauthorised', ...failure };
  // A redirect is not followed (H7-A3): the configured URL is not the right one.
  return { kind: 'misdirected', ...failure };
}
