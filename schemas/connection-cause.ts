import type { Trouble } from './trouble.ts';

/** The causes by the codes of Node.js and of OpenSSL, whose own are those of a bad certificate or a failed handshake. */
const causes: readonly [code: RegExp, cause: Trouble['cause']][] = [
  [/^(?:ENOTFOUND$|EAI_)/, 'dns'],
  [/^ECONNREFUSED$/, 'refused'],
  [
    // UNSPECIFIED: a certificate that is too weak for OpenSSL, for which Node.js has no code.
    /^(?:ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|ERROR_IN_C|INVALID_CA$|INVALID_PURPOSE$|PATH_LENGTH_|HOSTNAME_MISMATCH$|UNSPECIFIED$|EPROTO$)/,
    'tls',
  ],
  [/^(?:UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT)$/, 'connect-timeout'],
  [/^(?:UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, 'timeout'],
  [/^(?:ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET)$/, 'reset'],
  [/^(?:EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/, 'unreachable'],
  [/^HPE_/, 'not-http'],
];

/**
 * The cause of a failed connection, by the error of `fetch` or of a socket. Node.js names it only in the error's cause,
 * and where a name has several addresses, in one error for each address.
 */
export function connectionCause(failure: unknown): Trouble {
  const { name } = (failure ?? {}) as { name?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError') return { cause: 'timeout' };
  const code = codeOf(failure);
  if (code === undefined) return { cause: isParserError(failure) ? 'not-http' : 'connection' };
  return { cause: causes.find(([form]) => form.test(code))?.[1] ?? 'connection', detail: code };
}

/** True for the error of Node.js 24 about an answer that is not HTTP: it may come without a code. */
function isParserError(failure: unknown): boolean {
  return (failure as { cause?: { name?: unknown } } | undefined)?.cause?.name === 'HTTPParserError';
}

/**
 * The first code in an error, its causes and the errors that it gathers. A code is a short word, so no text that may
 * hold data is passed on.
 */
function codeOf(failure: unknown, depth = 0): string | undefined {
  if (typeof failure !== 'object' || failure === null || depth > 3) return undefined;
  const { code, cause, errors } = failure as { code?: unknown; cause?: unknown; errors?: unknown };
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_/]{1,60}$/.test(code)) return code;
  return codeOf(cause, depth + 1) ?? (Array.isArray(errors) ? codeOf(errors[0], depth + 1) : undefined);
}
