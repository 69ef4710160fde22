import type { CauseText } from './trouble.ts';

const lasting = (means: string, remedy: string): CauseText => ({ means, remedy, heals: false });
const pkcs8 = 'openssl pkcs8 -topk8 -nocrypt -in KEY -out privateKey.pem';

/** The faults of a secret's private key, for every authority whose grants are signed with one. */
export const keyTroubles = {
  'key-not-pem': lasting('privateKey is no PEM text', `put the whole file into it, from -----BEGIN to END: ${pkcs8}`),
  'key-encrypted': lasting('privateKey is encrypted with a passphrase', `decrypt it: ${pkcs8}`),
  'key-form': lasting(
    'privateKey is PEM, and no private RSA key in PKCS#8 or PKCS#1',
    `put the key there, not its certificate or its public half: ${pkcs8}`,
  ),
  'key-not-rsa': lasting('privateKey is no RSA key of 2048 bits or more', 'make an RSA key, and register that'),
};

/** A code of these troubles. */
export type KeyTrouble = keyof typeof keyTroubles;
