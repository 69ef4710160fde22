import type { JWTPayload } from 'jose';
import { GrantRefusal } from './grant-refusal.ts';

/** The claims that a grant may have; any other makes it invalid. */
const KNOWN = [
  ...['aud', 'iss', 'scope', 'iat', 'exp', 'jti'],
  ...['resource', 'consumer_org', 'pid', 'iss_onbehalfof'],
] as const;
/** The seconds by which the clocks may differ. */
const CLOCK_SECONDS = 10;
/** The longest life of a grant, in seconds. */
const LONGEST_SECONDS = 120;

/** The claims of a grant, once they are judged. */
export interface Claims {
  scopes: readonly string[];
  /** The claim `jti`, where there is one. */
  id: string | undefined;
  /** The time until which the grant is good, in seconds. */
  until: number;
}

/**
 * Judges the claims of a grant, but for the client in it.
 * @throws {GrantRefusal} for the first fault
 */
export function judgeClaims(claims: JWTPayload, { issuer, now }: { issuer: string; now: Date }): Claims {
  const unknown = Object.keys(claims).find((name) => !KNOWN.includes(name as never));
  if (unknown !== undefined) throw invalid(`The claim ${unknown} is not known`);
  const { aud, iat, exp, jti, scope } = claims;
  // An array is not taken, not even of the one right value.
  if (aud !== issuer) throw new GrantRefusal('MP-110', `The audience is not ${issuer}`);
  if (!isSeconds(iat)) throw invalid('iat is not a number of seconds');
  if (!isSeconds(exp)) throw invalid('exp is not a number of seconds');
  judgeTimes(iat, exp, now.getTime() / 1000);
  if (typeof scope !== 'string' || scope.trim() === '') throw invalid('scope is missing');
  if (jti !== undefined && typeof jti !== 'string') throw invalid('jti is not a text');
  if (claims['consumer_org'] !== undefined) throw new GrantRefusal('MP-251', 'No delegation was given');
  return { scopes: scope.trim().split(/ +/), id: jti, until: exp };
}

function judgeTimes(iat: number, exp: number, seconds: number): void {
  if (iat > seconds + CLOCK_SECONDS) throw invalid('Issue time is after now');
  if (iat < seconds - CLOCK_SECONDS) throw new GrantRefusal('MP-130', 'Issue time is too long ago');
  if (exp - iat > LONGEST_SECONDS)
    throw new GrantRefusal('MP-130', `exp is more than ${LONGEST_SECONDS} seconds after iat`);
  if (exp <= seconds) throw new GrantRefusal('MP-130', 'The grant has expired');
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The refusal of a grant that has no code of its own. */
export function invalid(why: string): GrantRefusal {
  return new GrantRefusal(undefined, `Invalid assertion. ${why}`);
}
