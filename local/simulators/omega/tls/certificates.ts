import { type CertificateAuthority, type Certified, certificateAuthority } from '../../support/certificates.ts';

/** The certificates of a simulated OMEGA: its authority, which signs clients' certificates too, and its server's. */
export interface Certificates {
  authority: CertificateAuthority;
  server: Certified;
}

/** Makes them anew: no file has to hold a key. */
export function makeCertificates(): Certificates {
  const authority = certificateAuthority('CN=OMEGA simulé,O=Declarant');
  return { authority, server: authority.issue({ subject: 'CN=127.0.0.1,O=Declarant', use: 'server' }) };
}
