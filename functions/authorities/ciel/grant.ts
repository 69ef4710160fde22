import type { CielCredentials } from '../../../schemas/ciel/credentials.ts';
import type { CielLane } from '../../../schemas/ciel/lane.ts';
import type { CielTrouble } from '../../../schemas/ciel/troubles.ts';
import { textAt, valueAt } from '../../../schemas/fault.ts';
import { jsonIn } from '../../../schemas/json.ts';
import type { AccessToken } from '../../tokens/access-token.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import { type ReadResponse, tokenIn } from '../../tokens/token-response.ts';
import { JWT_BEARER, postForm } from '../calling/post-form.ts';
import { rsaKey } from '../calling/rsa-key.ts';

/** The life of a token (inferred): a longer one is not believed, nor is one unsaid taken for a short one. */
const LIFE_MS = 60 * 60_000;
/** Below it a life counts as one in seconds: as milliseconds it would be none. */
const LEAST_LIFE_MS = 10_000;

export interface Asking {
  lane: Pick<CielLane, 'audience' | 'scope' | 'timeoutSeconds' | 'tokenUrl'>;
  fetch: typeof globalThis.fetch;
  now: () => number;
}

/**
 * [CI-1] Obtains a token by a JWT grant, in one request: each counts.
 * @throws {TokenFailure} where there is none, or the key cannot be used
 */
export async function requestToken(credentials: CielCredentials, asking: Asking): Promise<AccessToken> {
  const { fetch, lane, now } = asking;
  const assertion = await signed(credentials, asking);
  const form = { grant_type: JWT_BEARER, assertion };
  const response = await postForm(lane.tokenUrl, form, { fetch, timeoutMs: lane.timeoutSeconds * 1000, now });
  const refused = refusalIn(response);
  if (refused) throw refused;
  const { value, obtainedAt } = tokenIn(response, now());
  return { value, obtainedAt, expiresAt: obtainedAt + lifeMs(valueAt(jsonIn(response.text), '/expires_in')) };
}

/** Signs a grant with exactly these four claims, `iat` in milliseconds: no other is taken. */
async function signed({ issuer, privateKey }: CielCredentials, { lane, now }: Asking): Promise<string> {
  // Imported only now: most instances find the shared token and never sign a grant.
  const { CompactSign } = await import('jose/jws/compact/sign');
  const claims = { iss: issuer, scope: lane.scope, aud: lane.audience, iat: now() };
  const payload = new TextEncoder().encode(JSON.stringify(claims));
  return new CompactSign(payload).setProtectedHeader({ alg: 'RS256' }).sign(rsaKey(privateKey));
}

/** The life that an answer gives, in milliseconds (inferred). */
function lifeMs(expiresIn: unknown): number {
  const given = typeof expiresIn === 'string' && expiresIn.trim() !== '' ? Number(expiresIn) : expiresIn;
  if (typeof given !== 'number' || !(given > 0)) return LIFE_MS;
  return Math.min(given < LEAST_LIFE_MS ? given * 1000 : given, LIFE_MS);
}

/** The failure that the endpoint's own words mean; undefined where it has none, or its status alone says enough. */
function refusalIn({ httpStatus, text }: ReadResponse): TokenFailure | undefined {
  const isGiven = httpStatus < 300 && textAt(jsonIn(text), '/access_token') !== undefined;
  if (isGiven || httpStatus >= 500 || httpStatus === 429 || isStandard(textAt(jsonIn(text), '/error')))
    return undefined;
  // A page of the server in front of it.
  if (/permission to access/i.test(text)) return failure('unavailable', 'access-cut');
  const said = [textAt(jsonIn(text), '/error'), textAt(jsonIn(text), '/message')].filter(Boolean).join(' ');
  if (/certificat/i.test(said) || /invalid certificate/i.test(text))
    return failure('unauthorised', 'certificate-not-taken');
  return said === '' ? undefined : failure('unauthorised', 'grant-not-taken');
}

/**
 * True for a code of RFC 6749 that is explained as that of any endpoint. Those of the client and the grant are not: the
 * remedy of others speaks of an account, and here it is an issuer and its key.
 */
const isStandard = (code = '') =>
  /^(?:invalid_(?:request|scope)|unauthorized_client|unsupported_grant_type|temporarily_unavailable|server_error)$/.test(
    code,
  );

function failure(kind: 'unauthorised' | 'unavailable', detail: CielTrouble): TokenFailure {
  return new TokenFailure({ kind, cause: kind === 'unauthorised' ? 'credentials' : 'token-endpoint', detail });
}
