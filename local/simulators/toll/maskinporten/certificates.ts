import { type KeyObject, X509Certificate } from 'node:crypto';
import type { Client } from '../account.ts';
import { GrantRefusal } from './grant-refusal.ts';

/**
 * The key of the first certificate in the header `x5c`.
 * @throws {GrantRefusal} where they are no whole chain to a certificate that is trusted, or of another organisation
 */
export function keyOfChain(x5c: unknown, { certificates: known }: Client, now: Date): KeyObject {
  if (!Array.isArray(x5c)) throw new GrantRefusal('MP-123', 'x5c is not an array of certificates');
  const chain = x5c.map(certificateIn);
  const [leaf] = chain;
  if (!leaf) throw new GrantRefusal('MP-123', 'x5c is empty');
  const isInOrder = chain.every((one, n) => {
    const issuer = chain[n + 1];
    return issuer === undefined || (one.checkIssued(issuer) && one.verify(issuer.publicKey));
  });
  if (!isInOrder) throw new GrantRefusal('MP-123', 'The certificates of x5c do not follow each other');
  const [registered] = known;
  if (registered && registered.subject !== leaf.subject)
    throw new GrantRefusal('MP-122', 'The certificate belongs to another organisation than the client');
  if (known.at(-1)?.fingerprint256 !== chain.at(-1)?.fingerprint256)
    throw new GrantRefusal('MP-120', 'The chain does not end at a certificate that is trusted');
  const isValid = chain.every((one) => now >= new Date(one.validFrom) && now < new Date(one.validTo));
  if (!isValid) throw new GrantRefusal('MP-120', 'A certificate has expired, or is not valid yet');
  return leaf.publicKey;
}

function certificateIn(text: unknown): X509Certificate {
  try {
    return new X509Certificate(Buffer.from(String(text), 'base64'));
  } catch {
    throw new GrantRefusal('MP-123', 'x5c holds what is no certificate in base64');
  }
}
