import type { KeyObject } from 'node:crypto';
import { compactVerify, decodeJwt, decodeProtectedHeader, type JWTPayload, type ProtectedHeaderParameters } from 'jose';
import type { Client } from '../account.ts';
import { keyOfChain } from './certificates.ts';
import { type Claims, invalid, judgeClaims } from './claims.ts';
import { GrantRefusal } from './grant-refusal.ts';

const ALGORITHMS = ['RS256', 'RS384', 'RS512'];

/** A grant that is in order, its use aside. */
export interface JudgedGrant extends Claims {
  client: Client;
}

export interface Judging {
  clients: readonly Client[];
  /** Maskinporten's own name, with the slash at its end. */
  issuer: string;
  now: Date;
}

/**
 * Judges the assertion of a JWT grant: its header, its signature and its claims.
 * @throws {GrantRefusal} for the first fault
 */
export async function judgeAssertion(assertion: string, judging: Judging): Promise<JudgedGrant> {
  const { header, claims } = decoded(assertion);
  if (!ALGORITHMS.includes(String(header.alg))) throw invalid(`alg is none of ${ALGORITHMS.join(', ')}`);
  if ((header.kid === undefined) === (header.x5c === undefined)) throw invalid('The header has not one of kid and x5c');
  const client = judging.clients.find(({ account }) => account.clientId === claims.iss);
  if (!client) throw new GrantRefusal('MP-100', 'The client was not found');
  const key =
    header.x5c === undefined
      ? registeredKey(header.kid, client, judging.now)
      : keyOfChain(header.x5c, client, judging.now);
  await compactVerify(assertion, key, { algorithms: ALGORITHMS }).catch(() => {
    throw new GrantRefusal('MP-124', 'The signature does not fit the key');
  });
  const judged = judgeClaims(claims, judging);
  const { scopes } = client.account;
  const missing = scopes && judged.scopes.find((scope) => !scopes.includes(scope));
  if (missing !== undefined) throw new GrantRefusal('MP-200', `The client does not have the scope ${missing}`);
  return { ...judged, client };
}

function decoded(assertion: string): { header: ProtectedHeaderParameters; claims: JWTPayload } {
  try {
    return { header: decodeProtectedHeader(assertion), claims: decodeJwt(assertion) };
  } catch {
    throw invalid('It is no signed JWT');
  }
}

function registeredKey(kid: unknown, { account, publicKey }: Client, now: Date): KeyObject {
  if (account.keyId === undefined || kid !== account.keyId)
    throw new GrantRefusal('MP-100', `The client has no key ${String(kid)}`);
  if (account.keyUntil && now >= account.keyUntil) throw new GrantRefusal('MP-121', 'The key has expired');
  return publicKey;
}
