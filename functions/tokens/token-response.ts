import { valueAt } from '../../schemas/fault.ts';
import { jsonIn } from '../../schemas/json.ts';
import type { AccessToken } from './access-token.ts';
import { type NoToken, TokenFailure } from './token-failure.ts';

/** A response, as far as it was read. */
export interface ReadResponse {
  httpStatus: number;
  text: string;
  /** The pause that it asks for. */
  retryMs: number | undefined;
}

/** The life of a token whose response gives none that can be used: short, since the real one is unknown. */
const LIFE_IF_UNSAID_SECONDS = 300;
/** The longest life that is believed: a larger number is something else, an instant for example. */
const LONGEST_LIFE_SECONDS = 366 * 86_400;

/** The codes of RFC 6749 §5.2 by which credentials are refused, and those that blame the request or the endpoint. */
const REFUSALS = ['invalid_grant', 'invalid_client', 'unauthorized_client'];
const FAULTS = ['invalid_request', 'invalid_scope', 'unsupported_grant_type'];
const OUTAGES = ['temporarily_unavailable', 'server_error'];

/**
 * Reads a token endpoint's response (RFC 6749 §5). Of a success only `access_token` and `expires_in` are read: a field
 * that is not used cannot be wrong.
 * @param now milliseconds since the epoch, from which the token's life counts
 * @throws {TokenFailure} where it gives no token
 */
export function tokenIn(answer: ReadResponse, now: number): AccessToken {
  const { httpStatus } = answer;
  // A body that is not JSON, a page for example, holds no token and no code.
  const value = jsonIn(answer.text);
  if (httpStatus < 200 || httpStatus >= 300) throw new TokenFailure(refusal(answer, valueAt(value, '/error')));
  const token = valueAt(value, '/access_token');
  // The token goes into a header, which takes no other characters.
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token))
    throw new TokenFailure({ kind: 'unavailable', cause: 'token-endpoint', detail: 'no-token' });
  return { value: token, obtainedAt: now, expiresAt: now + lifeOf(valueAt(value, '/expires_in')) * 1000 };
}

function lifeOf(expiresIn: unknown): number {
  const seconds = typeof expiresIn === 'string' && expiresIn !== '' ? Number(expiresIn) : expiresIn;
  const isUsable = typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST_LIFE_SECONDS;
  return isUsable ? seconds : LIFE_IF_UNSAID_SECONDS;
}

/** The failure that a refusal means: only some are about the credentials. */
function refusal({ httpStatus, retryMs }: ReadResponse, code: unknown): NoToken {
  const asked = retryMs !== undefined && { retryMs };
  const known = [...REFUSALS, ...FAULTS, ...OUTAGES].find((one) => one === code);
  if ([400, 401, 403].includes(httpStatus)) {
    if (known && FAULTS.includes(known)) return { kind: 'misdirected', cause: 'token-endpoint', detail: known };
    if (known && OUTAGES.includes(known))
      return { kind: 'unavailable', cause: 'token-endpoint', detail: known, ...asked };
    return { kind: 'unauthorised', cause: 'credentials', detail: known ?? `http-${httpStatus}` };
  }
  const isPassing = httpStatus >= 500 || [408, 425, 429].includes(httpStatus);
  return {
    kind: isPassing ? 'unavailable' : 'misdirected',
    cause: 'token-endpoint',
    detail: `http-${httpStatus}`,
    ...asked,
  };
}
