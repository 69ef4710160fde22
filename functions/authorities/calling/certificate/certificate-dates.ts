import type { X509Certificate } from 'node:crypto';
import { faultyCertificate } from './client-certificate.ts';

/** The time in which a certificate is valid. */
export function certificateDates({ validFrom, validTo }: X509Certificate): { from: Date; until: Date } {
  return { from: new Date(validFrom), until: new Date(validTo) };
}

/** @throws {TokenFailure} where the certificate has expired, or is not valid yet */
export function checkDates(certificate: X509Certificate, now: number): void {
  const { from, until } = certificateDates(certificate);
  if (now < from.getTime()) throw faultyCertificate('certificate-expired-not-yet');
  if (now > until.getTime()) throw faultyCertificate('certificate-expired');
}
