import { generateKeyPairSync } from 'node:crypto';
import { issueCertificate } from './issue-certificate.ts';

/**
 * A self-signed certificate for 127.0.0.1 and its key, both PEM. Made anew each time, so that no key is stored
 * anywhere.
 */
export function selfSigned(until?: string): { key: string; cert: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = 'customs of a test';
  const issuer = { name, key: privateKey };
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: issueCertificate({ name, publicKey, issuer, ...(until !== undefined && { until }) }),
  };
}
