import { type CertificateSecret, type ClientCertificate, clientCertificate } from './client-certificate.ts';

/** The time for which a secret that was read counts as current. */
const CURRENT_MS = 5000;

export interface CertificateSource {
  /** Reads the secret. */
  read: () => Promise<CertificateSecret>;
  now: () => number;
  /** Called with each certificate that was read. */
  onRead: (certificate: ClientCertificate) => void;
}

/**
 * The certificate that is in the secret now, or was a few seconds ago: a new one is taken without a restart. Calls that
 * come together wait for one reading.
 * @returns a function that throws where the secret cannot be read, or its certificate not be used
 */
export function currentCertificate({ read, now, onRead }: CertificateSource): () => Promise<ClientCertificate> {
  let latest: { at: number; certificate: Promise<ClientCertificate> } | undefined;
  let made: { text: string; certificate: ClientCertificate } | undefined;

  async function readNow(): Promise<ClientCertificate> {
    const secret = await read();
    const text = JSON.stringify(secret);
    // Opening a PKCS#12 takes a while.
    if (made?.text !== text) made = { text, certificate: clientCertificate(secret) };
    onRead(made.certificate);
    return made.certificate;
  }

  return () => {
    if (!latest || now() - latest.at >= CURRENT_MS) latest = { at: now(), certificate: readNow() };
    return latest.certificate;
  };
}
