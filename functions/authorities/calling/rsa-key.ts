import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { KeyTrouble } from '../../../schemas/key-troubles.ts';
import { TokenFailure } from '../../tokens/token-failure.ts';

const SHORTEST_BITS = 2048;

/**
 * Reads the RSA key of a secret, PEM in PKCS#8 or PKCS#1.
 * @throws {TokenFailure} with a code of its own for each fault
 */
export function rsaKey(pem: string): KeyObject {
  const [, form] = /-----BEGIN ([A-Z0-9 ]+)-----/.exec(pem) ?? [];
  if (form === undefined) throw unusable('key-not-pem');
  if (form === 'ENCRYPTED PRIVATE KEY' || pem.includes('Proc-Type: 4,ENCRYPTED')) throw unusable('key-encrypted');
  if (form !== 'PRIVATE KEY' && form !== 'RSA PRIVATE KEY') throw unusable('key-form');
  let key: KeyObject;
  try {
    key = createPrivateKey(pem);
  } catch {
    throw unusable('key-not-pem');
  }
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  if (key.asymmetricKeyType !== 'rsa' || bits < SHORTEST_BITS) throw unusable('key-not-rsa');
  return key;
}

function unusable(detail: KeyTrouble): TokenFailure {
  return new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail });
}
