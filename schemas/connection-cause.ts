import type { Trouble } from './trouble.ts';

/** Codes of a bad certificate, as OpenSSL and Node.js name them, and of a failed handshake. */
const TLS =
  /^(?:ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_CERT|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_|HOSTNAME_MISMATCH$|EPROTO$)/;
const TIMEOUT = /^(?:UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/;
const CONNECT_TIMEOUT = /^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/;
const RESET = /^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/;
const UNREACHABLE = /^(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/;

/**
 * The cause of a failed connection, by the error of `fetch` or of a socket. Node.js names it only in the error's cause,
 * and where a name has several addresses, in one error for each address.
 */
export function connectionCause(failure: unknown): Trouble {
  const { name } = (failure ?? {}) as { name?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return { cause: 'timeout' };
  const code = codeOf(failure);
  if (code === undefined) return { cause: 'connection' };
  return { cause: causeOf(code), detail: code };
}

function causeOf(code: string): Trouble['cause'] {
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) return 'dns';
  if (code === 'ECONNREFUSED') return 'refused';
  if (TLS.test(code)) return 'tls';
  if (CONNECT_TIMEOUT.test(code)) return 'connect-timeout';
  if (TIMEOUT.test(code)) return 'timeout';
  if (RESET.test(code)) return 'reset';
  if (UNREACHABLE.test(code)) return 'unreachable';
  if (code.startsWith('HPE_')) return 'not-http';
  return 'connection';
}

/**
 * The first code in an error, its causes and the errors that it gathers. A code is a short word, so no text that may
 * hold data is passed on.
 */
function codeOf(failure: unknown, depth = 0): string | undefined {
  if (typeof failure !== 'object' || failure === null || depth > 3) return undefined;
  const { code, cause, errors } = failure as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  return codeOf(cause, depth + 1) ?? (Array.isArray(errors) ? codeOf(errors[0], depth + 1) : undefined);
}
