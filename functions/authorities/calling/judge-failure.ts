import { troubleError } from '../../../schemas/causes.ts';
import { connectionCause } from '../../../schemas/connection-cause.ts';
import type { Trouble } from '../../../schemas/trouble.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import type { Failure, Verdict } from '../authority.ts';

/** The verdict on a call that failed. */
export type Failed = Extract<Verdict, { kind: 'unavailable' | 'unauthorised' | 'misdirected' }>;

/** The verdict where no token was obtained, so that no call was made. */
export function judgeNoToken(failure: unknown): Failed {
  const { kind, retryMs, ...trouble } = TokenFailure.of(failure);
  const why: Failure = { ...failureOf(trouble), ...(retryMs !== undefined && { retryMs }) };
  return kind === 'unavailable' ? { kind, ...why, mayHaveArrived: false } : { kind, ...why };
}

/**
 * The verdict on a call without a response, which counts as a 500.
 * @param hasLeft whether any of it was written to an open connection; undefined where only the error can say
 */
export function judgeFailure(failure: unknown, hasLeft?: boolean): Failed {
  const trouble = connectionCause(failure);
  // A timeout before anything left: there was no connection.
  if (trouble.cause === 'timeout' && hasLeft === false) trouble.cause = 'connect-timeout';
  return { kind: 'unavailable', ...failureOf(trouble), mayHaveArrived: hasLeft ?? !isBeforeSending(failure, trouble) };
}

function failureOf(trouble: Trouble): Failure {
  return { ...trouble, httpStatus: null, error: troubleError(trouble) };
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
