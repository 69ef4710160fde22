import { X509Certificate } from 'node:crypto';
import type { TlsAlert } from '../../support/tls-alerts.ts';

/** The clients' certificates as OMEGA judges them in the handshake. */
export class KnownCertificates {
  readonly #authority: X509Certificate;
  readonly #revoked = new Set<string>();
  #latest: string | undefined;

  constructor(authority: string) {
    this.#authority = new X509Certificate(authority);
  }

  /** The alert by which a certificate is refused; `undefined` where it is taken. */
  refusalOf(certificate: X509Certificate): TlsAlert | undefined {
    if (!certificate.verify(this.#authority.publicKey)) return 'unknown_ca';
    // Node judges the dates by the machine's clock, too.
    const now = Date.now();
    if (now < Date.parse(certificate.validFrom) || Date.parse(certificate.validTo) <= now) return 'certificate_expired';
    this.#latest = certificate.serialNumber;
    return this.#revoked.has(certificate.serialNumber) ? 'certificate_revoked' : undefined;
  }

  /** Revokes the certificate that was shown last. */
  revokeLatest(): void {
    if (this.#latest !== undefined) this.#revoked.add(this.#latest);
  }

  restore(): void {
    this.#revoked.clear();
  }
}
