import {
  constants,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  privateEncrypt,
  randomBytes,
} from 'node:crypto';
import forge from 'node-forge';
import { nameParts } from './name-parts.ts';

/** A certificate and its private key, both PEM; the key in PKCS#8. */
export interface Certified {
  certificate: string;
  privateKey: string;
}

/** The certificate that is wanted of a certificate authority. */
export interface CertificateWish {
  /** As RFC 4514 writes it: `CN=Fournisseur,O=Energie,C=FR`. */
  subject: string;
  /** A server's is for 127.0.0.1. */
  use: 'server' | 'client';
  /** A day ago by default. */
  from?: Date;
  /** In a year by default. */
  until?: Date;
  /** The key that it is for, as PEM; a new one by default, which takes a moment. */
  privateKey?: string;
}

/** A certificate authority (CA) of one's own. */
export interface CertificateAuthority {
  /** PEM. */
  readonly certificate: string;
  issue(wish: CertificateWish): Certified;
}

const DAY_MS = 86_400_000;
const extensionsOf = {
  server: [
    { name: 'extKeyUsage', serverAuth: true },
    { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
  ],
  client: [{ name: 'extKeyUsage', clientAuth: true }],
};

/**
 * Makes a certificate authority. Its keys and those of its certificates are made anew each time, so that no file has to
 * hold one.
 */
export function certificateAuthority(subject: string): CertificateAuthority {
  const own = newKey();
  const issuer = { subject, key: own };
  const certificate = signed(
    { ...issuer, from: new Date(Date.now() - DAY_MS), until: new Date(Date.now() + 3650 * DAY_MS) },
    issuer,
    [
      { name: 'basicConstraints', critical: true, cA: true },
      { name: 'keyUsage', critical: true, keyCertSign: true, cRLSign: true },
    ],
  );
  return {
    certificate,
    issue(wish) {
      const { privateKey: key = newKey() } = wish;
      const { from = new Date(Date.now() - DAY_MS), until = new Date(Date.now() + 365 * DAY_MS) } = wish;
      const extensions = [{ name: 'basicConstraints', cA: false }, ...extensionsOf[wish.use]];
      return {
        certificate: signed({ subject: wish.subject, key, from, until }, issuer, extensions),
        privateKey: key,
      };
    },
  };
}

function signed(
  about: { subject: string; key: string; from: Date; until: Date },
  issuer: { subject: string; key: string },
  extensions: object[],
): string {
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = publicKeyOf(about.key);
  // The first bit is not set, or the number would be negative.
  certificate.serialNumber = `01${randomBytes(15).toString('hex')}`;
  certificate.validity.notBefore = about.from;
  certificate.validity.notAfter = about.until;
  certificate.setSubject(attributesOf(about.subject));
  certificate.setIssuer(attributesOf(issuer.subject));
  certificate.setExtensions(extensions);
  certificate.sign(signerWith(issuer.key), forge.md.sha256.create());
  return lines(forge.pki.certificateToPem(certificate));
}

/** RFC 4514 writes a name from its last part to its first. */
const attributesOf = (name: string) =>
  nameParts(name)
    .reverse()
    .map(({ type, value }) => ({
      ...(/^\d/.test(type) ? { type } : { shortName: type }),
      ...{ value, valueTagClass: forge.asn1.Type.UTF8 as unknown as forge.asn1.Class },
    }));

/** Node makes a key far sooner than JavaScript does. */
function newKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

/** The beginning of a signed SHA-256 digest in DER (RFC 8017 §9.2, note 1). */
const SHA_256 = Buffer.from('3031300d060960864801650304020105000420', 'hex');

/** Node signs far sooner than JavaScript does. */
function signerWith(key: string): forge.pki.rsa.PrivateKey {
  const sign = (digest: forge.md.MessageDigest) =>
    privateEncrypt(
      { key, padding: constants.RSA_PKCS1_PADDING },
      Buffer.concat([SHA_256, Buffer.from(digest.digest().getBytes(), 'binary')]),
    ).toString('binary');
  return { sign } as forge.pki.rsa.PrivateKey;
}

function publicKeyOf(privateKey: string): forge.pki.rsa.PublicKey {
  const pem = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'pem' });
  return forge.pki.publicKeyFromPem(pem.toString());
}

const lines = (pem: string) => pem.replaceAll('\r\n', '\n');
