import { troubleError } from '../../../../schemas/causes.ts';
import type { CertificateTrouble } from '../../../../schemas/certificate-troubles.ts';
import type { Trouble } from '../../../../schemas/trouble.ts';
import type { Failed } from '../judge-failure.ts';
import { ENDED_AFTER_HANDSHAKE } from './secure-connection.ts';

/** The alerts by which a server refuses a certificate (RFC 8446 §6.2), by their names in the codes of Node.js. */
const refusals: Readonly<Record<string, CertificateTrouble>> = {
  CERTIFICATE_REQUIRED: 'certificate-missing-at-server',
  BAD_CERTIFICATE: 'certificate-wrong-refused',
  UNSUPPORTED_CERTIFICATE: 'certificate-wrong-refused',
  DECRYPT_ERROR: 'certificate-wrong-refused',
  CERTIFICATE_EXPIRED: 'certificate-expired-at-server',
  CERTIFICATE_REVOKED: 'certificate-expired-revoked',
  UNKNOWN_CA: 'certificate-foreign-issuer',
  // Java says so of an issuer that it does not know.
  CERTIFICATE_UNKNOWN: 'certificate-foreign-issuer',
  ACCESS_DENIED: 'certificate-foreign-access',
  HANDSHAKE_FAILURE: 'certificate-foreign-handshake',
};

/** OpenSSL's names of alerts differ by its version. */
const ALERT = /^ERR_SSL_(?:SSL\/TLS|SSLV3|TLSV1|TLSV13)_ALERT_([A-Z_]+)$/;

/** The trouble of a failed connection, told as one of our certificate where the server refuses that. */
export function certificateTrouble(trouble: Trouble): Trouble {
  const { detail = '' } = trouble;
  const [, alert = ''] = ALERT.exec(detail) ?? [];
  const found = detail === ENDED_AFTER_HANDSHAKE ? 'certificate-foreign-ended' : refusals[alert];
  return found ? { cause: 'tls', detail: found } : trouble;
}

/**
 * The verdict on a call whose connection failed, which is one on our certificate where the server refuses that. Then
 * nothing was taken, even if a part of the request left: the server ends the connection without reading it.
 */
export function judgeCertificate(failed: Failed): Failed {
  const trouble = certificateTrouble(failed);
  if (trouble === failed) return failed;
  return { kind: 'unauthorised', ...trouble, httpStatus: null, error: troubleError(trouble) };
}
