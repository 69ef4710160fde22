import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { tollAuthority } from '../../functions/authorities/toll/index.ts';
import { signingKey } from '../../functions/authorities/toll/signing-key.ts';
import { TokenFailure } from '../../functions/tokens/token-failure.ts';
import { explain } from '../../schemas/causes.ts';
import type { TollCredentials } from '../../schemas/toll/credentials.ts';
import { issueCertificate } from '../support/issue-certificate.ts';
import { memoryTokens } from '../support/memory-tokens.ts';
import { lane, privateKey, privateKeyPem, publicKey, secret, Tolletaten } from './support/tolletaten.ts';

const now = new Date('2026-11-22T09:00:00Z');
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const root = generateKeyPairSync('rsa', { modulusLength: 2048 });
const between = generateKeyPairSync('rsa', { modulusLength: 2048 });
const issue = (name: string, key: KeyObject, issuer: string, signer: KeyObject, until?: string) =>
  issueCertificate({ name, publicKey: key, issuer: { name: issuer, key: signer }, ...(until && { until }) });
const leaf = issue('Operator AS', publicKey, 'Between', between.privateKey);
const middle = issue('Between', between.publicKey, 'Root', root.privateKey);
const top = issue('Root', root.publicKey, 'Root', root.privateKey);

const credentials = (more: Partial<TollCredentials>): TollCredentials => ({
  clientId: 'client-1',
  privateKey: privateKeyPem,
  ...more,
});
const chained = (...certificates: string[]) => credentials({ certificateChain: certificates.join('') });
const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1') => key.export({ type, format: 'pem' }).toString();
const encrypted = privateKey
  .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'p' })
  .toString();
const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;

/** The code of the fault in credentials. */
function faultIn(given: TollCredentials): string | undefined {
  try {
    signingKey(given, now);
  } catch (error) {
    return TokenFailure.of(error).detail;
  }
  return undefined;
}

describe('the key that signs grants', () => {
  it('[TO-1] goes with its id, or with its whole chain in base64, that of the key first', () => {
    expect(signingKey(credentials({ keyId: 'key-1' }), now)).toMatchObject({ header: { kid: 'key-1' } });
    const older = credentials({ keyId: 'key-1', privateKey: pem(privateKey, 'pkcs1') });
    expect(signingKey(older, now).key.equals(privateKey)).toBe(true);
    const { header, until } = signingKey(chained(leaf, middle, top), now);
    const der = (certificate: string) => certificate.replace(/-----[^-]+-----|\s/g, '');
    expect(header).toEqual({ x5c: [leaf, middle, top].map(der) });
    expect(until).toEqual(new Date('2100-01-01T00:00:00Z'));
  });

  it.each<[string, TollCredentials, string]>([
    ['neither id nor chain', credentials({}), 'no-key-id'],
    ['both id and chain', { ...chained(leaf), keyId: 'key-1' }, 'no-key-id'],
    ['a text that is no PEM', credentials({ keyId: 'k', privateKey: '{"kty":"RSA"}' }), 'key-not-pem'],
    ['a PEM that is cut', credentials({ keyId: 'k', privateKey: privateKeyPem.slice(0, 400) }), 'key-not-pem'],
    ['an encrypted key', credentials({ keyId: 'k', privateKey: encrypted }), 'key-encrypted'],
    ['a key of a curve in its own form', credentials({ keyId: 'k', privateKey: pem(curve, 'sec1') }), 'key-form'],
    [
      'a public key',
      credentials({ keyId: 'k', privateKey: publicKey.export({ type: 'spki', format: 'pem' }).toString() }),
      'key-form',
    ],
    ['a key of a curve', credentials({ keyId: 'k', privateKey: pem(curve, 'pkcs8') }), 'key-not-rsa'],
    ['a short key', credentials({ keyId: 'k', privateKey: pem(short, 'pkcs8') }), 'key-not-rsa'],
    ['a chain that is none', chained('certificates'), 'chain-not-pem'],
    [
      'a broken certificate',
      chained('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
      'chain-not-pem',
    ],
    ['a chain that begins at its end', chained(top, middle, leaf), 'chain-order'],
    ['a chain that leaves one out', chained(leaf, top), 'chain-order'],
    ["another's certificate", chained(issue('Other', other.publicKey, 'Root', root.privateKey), top), 'chain-key'],
    [
      'a certificate that has expired',
      chained(issue('Operator AS', publicKey, 'Root', root.privateKey, '20260101000000Z'), top),
      'chain-expired',
    ],
  ])('[TO-1] is refused with %s, in one plain sentence and without a value of it', async (_, given, detail) => {
    expect(faultIn(given)).toBe(detail);
    const { means, remedy, heals } = explain({ cause: 'secret', detail });
    expect(means).not.toBe(explain({ cause: 'secret' }).means);
    expect(`${means} ${remedy}`).not.toMatch(/MII/);
    expect(heals).toBe(false);

    const tolletaten = new Tolletaten(() => now.getTime());
    const authority = instance(JSON.stringify(given), tolletaten);
    const message = { message: 'container', path: '/', body: '{}', asks: 0, mayHaveArrived: false };
    expect(await authority.send(message)).toMatchObject({ kind: 'unauthorised', cause: 'secret', detail });
    expect(tolletaten.calls).toEqual([]);
  });

  it('is good for a year from when it was put into the secret, a certificate until its end', async () => {
    const tolletaten = new Tolletaten(() => now.getTime());
    const until = (value: string) => instance(value, tolletaten).credentialsUntil?.();
    expect(await until(secret())).toEqual(new Date('2027-01-05T00:00:00Z'));
    expect(await until(JSON.stringify(chained(leaf, middle, top)))).toEqual(new Date('2100-01-01T00:00:00Z'));
  });
});

function instance(value: string, tolletaten: Tolletaten) {
  return tollAuthority({
    lane: lane(),
    readSecret: async () => ({ value, createdAt: new Date('2026-01-05T00:00:00Z') }),
    tokenStore: memoryTokens(() => now.getTime()),
    fetch: tolletaten.fetch,
    now: () => now.getTime(),
  });
}
