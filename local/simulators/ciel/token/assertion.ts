import { createPublicKey } from 'node:crypto';
import { compactVerify } from 'jose';
import { isObject, type Json, jsonIn } from '../../../../schemas/json.ts';
import type { Account } from '../account.ts';
import { AssertionFault } from './assertion-fault.ts';

export const SCOPE = 'https://douane.finances.gouv.fr/ciel/interprofession/v1';
export const AUDIENCE = 'https://douane.finances.gouv.fr/oauth2/v1/auth';
const CLAIMS = ['aud', 'iat', 'iss', 'scope'];
/** The milliseconds by which the clocks may differ (inferred: no document names it). */
const CLOCK_MS = 5 * 60_000;

/**
 * Judges an assertion: a header of `alg` alone, four claims and a signature.
 * @returns the account that it is of
 * @throws {AssertionFault} for the first fault
 */
export async function judgeAssertion(assertion: string, accounts: readonly Account[], now: Date): Promise<Account> {
  const [header, claims] = assertion.split('.').map(partOf);
  if (!header || !claims) throw invalid('The assertion is no signed JWT in base64url without padding');
  if (header['alg'] !== 'RS256' || Object.keys(header).length > 1)
    throw invalid('The header is not exactly {"alg":"RS256"}');
  const names = Object.keys(claims).sort().join();
  if (names !== CLAIMS.join()) throw invalid(`The claims are not exactly ${CLAIMS.join(', ')}`);
  const account = accounts.find(({ issuer }) => issuer === claims['iss']);
  if (!account) throw new AssertionFault('invalid_client', 'The issuer is unknown');
  if (claims['scope'] !== SCOPE) throw new AssertionFault('invalid_scope', `The scope is not ${SCOPE}`);
  if (claims['aud'] !== AUDIENCE) throw invalid(`The audience is not ${AUDIENCE}`);
  const { iat } = claims;
  if (!Number.isInteger(iat) || Math.abs((iat as number) - now.getTime()) > CLOCK_MS)
    throw invalid('iat is not the time of now in milliseconds');
  await compactVerify(assertion, createPublicKey(account.privateKey), { algorithms: ['RS256'] }).catch(() => {
    throw invalid('invalid certificate: the signature does not fit it');
  });
  return account;
}

function partOf(part: string): Json | undefined {
  const value = /^[\w-]+$/.test(part) ? jsonIn(Buffer.from(part, 'base64url').toString('utf8')) : undefined;
  return isObject(value) ? value : undefined;
}

const invalid = (message: string) => new AssertionFault('invalid_grant', message);
