import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { createSecureContext, type SecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';
import type { CertificateTrouble } from '../../../../schemas/certificate-troubles.ts';
import { TokenFailure } from '../../../tokens/token-failure.ts';

/** A certificate in one of its two forms, with the certificates that the server's may be signed with. */
export interface CertificateSecret {
  /** PEM, our own certificate first. */
  certificate?: string | undefined;
  privateKey?: string | undefined;
  passphrase?: string | undefined;
  /** Base64. */
  pkcs12?: string | undefined;
  /** PEM. */
  authorities?: string | undefined;
}

/** A certificate of ours, ready to be shown. */
export interface ClientCertificate {
  certificate: X509Certificate;
  context: SecureContext;
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/**
 * Reads a certificate of ours with its key, as PEM or as PKCS#12. The certificates that stand in a PKCS#12 beside our
 * own are trusted for the server's, too, as Node.js reads it.
 * @throws {TokenFailure} with a code of its own for each fault
 */
export function clientCertificate(secret: CertificateSecret): ClientCertificate {
  const { certificate, pkcs12, authorities } = secret;
  if (certificate === undefined && pkcs12 === undefined) throw faultyCertificate('certificate-missing');
  if (certificate !== undefined && pkcs12 !== undefined) throw faultyCertificate('certificate-wrong-forms');
  const trusted = authorities === undefined ? {} : { ca: trustedCertificates(authorities) };
  return pkcs12 === undefined ? fromPem(secret, trusted) : fromPkcs12(secret, trusted);
}

/** The failure of a certificate that cannot be used. */
export function faultyCertificate(detail: CertificateTrouble): TokenFailure {
  return new TokenFailure({ kind: 'unauthorised', cause: 'secret', detail });
}

function fromPem(
  { certificate = '', privateKey, passphrase }: CertificateSecret,
  trusted: SecureContextOptions,
): ClientCertificate {
  const first = attempted(() => new X509Certificate(certificate), 'certificate-wrong-pem');
  if (privateKey === undefined) throw faultyCertificate('certificate-missing-key');
  if (!first.checkPrivateKey(keyOf(privateKey, passphrase))) throw faultyCertificate('certificate-wrong-key');
  const options = { ...trusted, cert: certificate, key: privateKey, ...(passphrase !== undefined && { passphrase }) };
  // A certificate behind the first one is cut off.
  return {
    certificate: first,
    context: attempted(
      () => createSecureContext(options),
      (error) => (isTooWeak(error) ? 'certificate-wrong-weak' : 'certificate-wrong-pem'),
    ),
  };
}

/** OpenSSL does not use what is too easy to forge: a short key, and by its version a signature by SHA-1. */
const isTooWeak = ({ message }: Pick<Error, 'message'>) => /too (?:weak|small)/.test(message);

function keyOf(key: string, passphrase: string | undefined): KeyObject {
  const isEncrypted = /-----BEGIN ENCRYPTED PRIVATE KEY-----|Proc-Type: 4,ENCRYPTED/.test(key);
  const fault = isEncrypted ? 'certificate-wrong-passphrase' : 'certificate-wrong-key-pem';
  return attempted(
    () => createPrivateKey({ key, ...(passphrase !== undefined && { passphrase }) }),
    ({ code }) => (code === 'ERR_OSSL_EVP_UNSUPPORTED' ? 'certificate-wrong-key-cipher' : fault),
  );
}

function fromPkcs12({ pkcs12 = '', passphrase = '' }: CertificateSecret, trusted: SecureContextOptions) {
  const pfx = Buffer.from(pkcs12, 'base64');
  let context: SecureContext;
  try {
    context = createSecureContext({ ...trusted, pfx, passphrase });
  } catch (error) {
    throw faultyCertificate(faultOfPkcs12(error as NodeJS.ErrnoException));
  }
  // Node.js reads a PKCS#12 only for a connection, and one without a certificate not at all: this one leads nowhere.
  const socket = new TLSSocket(new PassThrough(), { secureContext: context });
  const certificate = socket.getX509Certificate() as X509Certificate;
  socket.destroy();
  return { certificate, context };
}

/** The fault of a PKCS#12, by the words of Node.js: the codes do not tell. */
function faultOfPkcs12({ code, message }: NodeJS.ErrnoException): CertificateTrouble {
  if (message.includes('mac verify')) return 'certificate-wrong-passphrase';
  if (isTooWeak({ message })) return 'certificate-wrong-weak';
  if (code === 'ERR_CRYPTO_UNSUPPORTED_OPERATION') return 'certificate-wrong-pkcs12-cipher';
  return message.includes('private key') ? 'certificate-missing-key' : 'certificate-wrong-pkcs12';
}

/** Node.js passes over what it cannot read here, and would then trust nobody. */
function trustedCertificates(pem: string): string[] {
  const found = pem.match(PEM) ?? [];
  const begun = pem.split('-----BEGIN').length - 1;
  if (found.length === 0 || begun !== found.length) throw faultyCertificate('certificate-wrong-authorities');
  for (const one of found) attempted(() => new X509Certificate(one), 'certificate-wrong-authorities');
  return found;
}

function attempted<T>(
  make: () => T,
  fault: CertificateTrouble | ((error: NodeJS.ErrnoException) => CertificateTrouble),
): T {
  try {
    return make();
  } catch (error) {
    throw faultyCertificate(typeof fault === 'string' ? fault : fault(error as NodeJS.ErrnoException));
  }
}
