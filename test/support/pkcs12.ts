import forge from 'node-forge';
import type { Certified } from '../../local/simulators/support/certificates.ts';

/** A certificate and its key as a PKCS#12 file in base64, with the certificates that were added. The passphrase is ASCII. */
export function pkcs12({ certificate, privateKey }: Certified, passphrase: string, added: string[] = []): string {
  const chain = [certificate, ...added].map((pem) => forge.pki.certificateFromPem(pem));
  const key = forge.pki.privateKeyFromPem(privateKey);
  const file = forge.pkcs12.toPkcs12Asn1(key, chain, passphrase, { algorithm: 'aes256' });
  return forge.util.encode64(forge.asn1.toDer(file).getBytes());
}
