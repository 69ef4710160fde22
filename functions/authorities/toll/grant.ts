import { randomUUID } from 'node:crypto';
import { valueAt } from '../../../schemas/fault.ts';
import { jsonIn } from '../../../schemas/json.ts';
import type { TollCredentials } from '../../../schemas/toll/credentials.ts';
import type { TollLane } from '../../../schemas/toll/lane.ts';
import type { AccessToken } from '../../tokens/access-token.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import { type ReadResponse, tokenIn } from '../../tokens/token-response.ts';
import { JWT_BEARER, type Posting, postForm } from '../calling/post-form.ts';
import { type SigningKey, signingKey } from './signing-key.ts';

/** The life of a grant; Maskinporten takes 120 s at most. */
const LIFE_SECONDS = 120;
/** The most by which the clocks may differ. */
const CLOCK_MS = 10_000;
/** Refusals that a new grant may mend. */
const AGAIN = ['MP-012', 'MP-130'];

export interface Asking {
  lane: Pick<TollLane, 'audience' | 'exchangeUrl' | 'scope' | 'timeoutSeconds' | 'tokenUrl'>;
  fetch: typeof globalThis.fetch;
  now: () => number;
}

/** Two grants, and the exchange, take no longer than a call and a half. */
export const posting = ({ fetch, lane, now }: Asking): Posting => ({
  fetch,
  timeoutMs: lane.timeoutSeconds * 500,
  now,
});

/**
 * [TO-1] Obtains Maskinporten's token by a JWT grant, a second one where the first counts as used or as expired.
 * @throws {TokenFailure} where Maskinporten gives none or cannot be reached, or the key cannot be used
 */
export async function requestGrant(credentials: TollCredentials, asking: Asking): Promise<AccessToken> {
  const key = signingKey(credentials, new Date(asking.now()));
  const first = await granted(key, credentials, asking);
  const response = AGAIN.includes(codeIn(first) ?? '') ? await granted(key, credentials, asking) : first;
  const refusal = refusalOf(response);
  if (refusal) throw refusal;
  return tokenIn(response, asking.now());
}

type Granted = ReadResponse & { offMs: number };

async function granted(key: SigningKey, credentials: TollCredentials, asking: Asking): Promise<Granted> {
  const { lane, now } = asking;
  const assertion = await signed(key, credentials, asking);
  const form = { grant_type: JWT_BEARER, assertion };
  const { date, ...response } = await postForm(lane.tokenUrl, form, posting(asking));
  const offMs = Math.abs(Date.parse(date ?? '') - now());
  const answer: Granted = { ...response, offMs: Number.isNaN(offMs) ? 0 : offMs };
  if (answer.httpStatus >= 400 && isClock(answer))
    throw new TokenFailure({ kind: 'unauthorised', cause: 'credentials', detail: 'clock' });
  return answer;
}

/** Signs a grant with exactly the claims that are taken: an unknown one would be refused. */
async function signed({ key, header }: SigningKey, { clientId }: TollCredentials, asking: Asking): Promise<string> {
  // Imported only now: most instances find the shared token and never sign a grant.
  const { SignJWT } = await import('jose/jwt/sign');
  const issuedAt = Math.floor(asking.now() / 1000);
  return new SignJWT({ scope: asking.lane.scope, jti: randomUUID() })
    .setProtectedHeader({ alg: 'RS256', ...header })
    .setIssuer(clientId)
    .setAudience(asking.lane.audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(key);
}

/** Maskinporten's own code in a refusal; it stands in the description. */
function codeIn({ httpStatus, text }: ReadResponse): string | undefined {
  return httpStatus >= 400 ? /\bMP-\d{3}\b/.exec(text)?.[0] : undefined;
}

/** True for a refusal because of the time in the grant, while the clocks differ. */
function isClock(response: Granted): boolean {
  const isAboutTime = codeIn(response) === 'MP-130' || /issue time is after now/i.test(response.text);
  return isAboutTime && (response.offMs > CLOCK_MS || codeIn(response) !== 'MP-130');
}

/** The failure that a refusal means; undefined where it is none of Maskinporten's own. */
function refusalOf(response: ReadResponse): TokenFailure | undefined {
  const { httpStatus, text } = response;
  const code = codeIn(response);
  if (AGAIN.includes(code ?? ''))
    return new TokenFailure({ kind: 'unavailable', cause: 'token-endpoint', detail: String(code) });
  if (![400, 401, 403].includes(httpStatus)) return undefined;
  const isOAuth = valueAt(jsonIn(text), '/error') !== undefined;
  const detail = code ?? (isOAuth ? 'grant-refused' : `http-${httpStatus}`);
  return new TokenFailure({ kind: 'unauthorised', cause: 'credentials', detail });
}
