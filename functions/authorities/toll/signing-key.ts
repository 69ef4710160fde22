import { type KeyObject, X509Certificate } from 'node:crypto';
import type { TollCredentials } from '../../../schemas/toll/credentials.ts';
import type { TollTrouble } from '../../../schemas/toll/troubles.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';
import { rsaKey } from '../calling/rsa-key.ts';

/** The key that signs grants, and the header that says whose it is. */
export interface SigningKey {
  key: KeyObject;
  /** Exactly one of the two: a registered key's id, or the certificates in base64, that of the key first. */
  header: { kid: string } | { x5c: string[] };
  /** The time until which the certificate is valid, where there is one. */
  until?: Date;
}

const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * Reads the key in the credentials, with its id or its chain.
 * @throws {TokenFailure} with a code of its own for each fault
 */
export function signingKey({ privateKey, keyId, certificateChain }: TollCredentials, now: Date): SigningKey {
  if ((keyId === undefined) === (certificateChain === undefined)) throw unusable('no-key-id');
  const key = rsaKey(privateKey);
  if (certificateChain === undefined) return { key, header: { kid: String(keyId) } };
  const certificates = certificatesIn(certificateChain);
  const [leaf] = certificates;
  if (!leaf) throw unusable('chain-not-pem');
  if (!leaf.checkPrivateKey(key))
    throw unusable(certificates.some((one) => one.checkPrivateKey(key)) ? 'chain-order' : 'chain-key');
  const isInOrder = certificates.every((one, n) => {
    const next = certificates[n + 1];
    return next === undefined || one.checkIssued(next);
  });
  if (!isInOrder) throw unusable('chain-order');
  const [from, until] = [new Date(leaf.validFrom), new Date(leaf.validTo)];
  if (now < from || now >= until) throw unusable('chain-expired');
  return { key, header: { x5c: certificates.map(({ raw }) => raw.toString('base64')) }, until };
}

function certificatesIn(pem: string): X509Certificate[] {
  try {
    return (pem.match(CERTIFICATE) ?? []).map((one) => new X509Certificate(one));
  } catch {
    throw unusable('chain-not-pem');
  }
}

function unusable(detail: TollTrouble): TokenFailure {
  return new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail });
}
