import { createPrivateKey } from 'node:crypto';
import forge from 'node-forge';
import { describe, expect, it } from 'vitest';
import { checkDates } from '../../../functions/authorities/calling/certificate/certificate-dates.ts';
import {
  type CertificateSecret,
  clientCertificate,
} from '../../../functions/authorities/calling/certificate/client-certificate.ts';
import { TokenFailure } from '../../../functions/tokens/token-failure.ts';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';
import { certificateFaultOf } from '../../../schemas/certificate-fault.ts';
import { certificateTroubles } from '../../../schemas/certificate-troubles.ts';
import { pkcs12 } from '../../support/pkcs12.ts';

const authority = certificateAuthority('CN=Authority,O=Test');
const ours = authority.issue({ subject: 'CN=Ours,O=Company', use: 'client' });
const { certificate, privateKey } = ours;
const other = authority.issue({ subject: 'CN=Other,O=Company', use: 'client' });
const key = createPrivateKey(privateKey);
const encrypted = key.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' }).toString();
const encryptedAsOnce = key
  .export({ type: 'pkcs1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
  .toString();
const file = pkcs12(ours, 'open', [authority.certificate]);

/** A PKCS#12 without the key, or with that of another certificate. */
function pkcs12Of(withKey: string | null): string {
  const asn1 = forge.pkcs12.toPkcs12Asn1(
    withKey === null ? (null as never) : forge.pki.privateKeyFromPem(withKey),
    [forge.pki.certificateFromPem(certificate)],
    'open',
    { algorithm: 'aes256' },
  );
  return forge.util.encode64(forge.asn1.toDer(asn1).getBytes());
}

/** A certificate with a key that is too short for every OpenSSL. */
function weak() {
  const keys = forge.pki.rsa.generateKeyPair(512);
  const made = forge.pki.createCertificate();
  made.publicKey = keys.publicKey;
  made.setSubject([{ name: 'commonName', value: 'Ours' }]);
  made.setIssuer([{ name: 'commonName', value: 'Ours' }]);
  made.sign(keys.privateKey, forge.md.sha256.create());
  return { certificate: forge.pki.certificateToPem(made), privateKey: forge.pki.privateKeyToPem(keys.privateKey) };
}

const forgeKey = forge.pki.privateKeyFromPem(privateKey);
/** The key under a passphrase, by a cipher that OpenSSL 3 has given up. */
const encryptedByDes = forge.pki.encryptRsaPrivateKey(forgeKey, 'open', { legacy: true, algorithm: 'des' as '3des' });

function detailOf(secret: CertificateSecret): string | undefined {
  try {
    clientCertificate(secret);
    return undefined;
  } catch (error) {
    const { kind, cause, detail } = TokenFailure.of(error);
    expect({ kind, cause }).toEqual({ kind: 'unauthorised', cause: 'secret' });
    expect(String(error)).not.toMatch(/BEGIN|open/);
    return detail;
  }
}

describe('a certificate of ours', () => {
  it.each<[string, CertificateSecret]>([
    ['PEM', { certificate, privateKey }],
    ['PEM with those that signed it', { certificate: `${certificate}${authority.certificate}`, privateKey }],
    ['PEM with a key under a passphrase', { certificate, privateKey: encrypted, passphrase: 'open' }],
    [
      'PEM with a key under a passphrase, in the old form',
      { certificate, privateKey: encryptedAsOnce, passphrase: 'open' },
    ],
    ['PEM with a passphrase that it does not need', { certificate, privateKey, passphrase: 'open' }],
    ['PEM with authorities', { certificate, privateKey, authorities: `\n${authority.certificate}\n` }],
    ['PKCS#12', { pkcs12: file, passphrase: 'open' }],
    ['PKCS#12 in lines', { pkcs12: file.replace(/.{64}/g, '$&\n'), passphrase: 'open' }],
    ['PKCS#12 with authorities', { pkcs12: file, passphrase: 'open', authorities: authority.certificate }],
  ])('[OM-5] is read as %s', (_, secret) => {
    expect(clientCertificate(secret).certificate.subject).toBe('O=Company\nCN=Ours');
  });

  it.each<[string, CertificateSecret]>([
    ['certificate-missing', {}],
    ['certificate-missing', { privateKey, passphrase: 'open' }],
    ['certificate-missing-key', { certificate }],
    ['certificate-missing-key', { pkcs12: pkcs12Of(null), passphrase: 'open' }],
    ['certificate-wrong-forms', { certificate, privateKey, pkcs12: file, passphrase: 'open' }],
    ['certificate-wrong-pem', { certificate: 'a file', privateKey }],
    ['certificate-wrong-pem', { certificate: certificate.slice(0, 300), privateKey }],
    ['certificate-wrong-pem', { certificate: privateKey, privateKey }],
    ['certificate-wrong-pem', { certificate: `${certificate}${authority.certificate.slice(0, 300)}`, privateKey }],
    ['certificate-wrong-key-pem', { certificate, privateKey: 'a file' }],
    ['certificate-wrong-key-pem', { certificate, privateKey: certificate }],
    ['certificate-wrong-key-pem', { certificate, privateKey: privateKey.slice(0, 300) }],
    ['certificate-wrong-key', { certificate, privateKey: other.privateKey }],
    ['certificate-wrong-key', { certificate: `${authority.certificate}${certificate}`, privateKey }],
    ['certificate-wrong-passphrase', { certificate, privateKey: encrypted }],
    ['certificate-wrong-passphrase', { certificate, privateKey: encrypted, passphrase: 'shut' }],
    ['certificate-wrong-passphrase', { certificate, privateKey: encryptedAsOnce, passphrase: 'shut' }],
    ['certificate-wrong-passphrase', { pkcs12: file, passphrase: 'shut' }],
    ['certificate-wrong-passphrase', { pkcs12: file }],
    ['certificate-wrong-key-cipher', { certificate, privateKey: encryptedByDes, passphrase: 'open' }],
    ['certificate-wrong-weak', weak()],
    ['certificate-wrong-weak', { pkcs12: pkcs12(weak(), 'open'), passphrase: 'open' }],
    ['certificate-wrong-pkcs12', { pkcs12: 'a file', passphrase: 'open' }],
    ['certificate-wrong-pkcs12', { pkcs12: file.slice(0, 1000), passphrase: 'open' }],
    ['certificate-wrong-pkcs12', { pkcs12: pkcs12Of(other.privateKey), passphrase: 'open' }],
    ['certificate-wrong-authorities', { certificate, privateKey, authorities: 'a file' }],
    ['certificate-wrong-authorities', { certificate, privateKey, authorities: authority.certificate.slice(0, 300) }],
    [
      'certificate-wrong-authorities',
      { certificate, privateKey, authorities: `${authority.certificate}${authority.certificate.slice(0, 300)}` },
    ],
    ['certificate-wrong-authorities', { pkcs12: file, passphrase: 'open', authorities: privateKey }],
  ])('[OM-5] has the fault %s before it is shown to anybody', (detail, secret) => {
    expect(detailOf(secret)).toBe(detail);
  });

  it('[OM-5] is valid between its dates alone', () => {
    const { certificate: read } = clientCertificate({ certificate, privateKey });
    const [from, until] = [Date.parse(read.validFrom), Date.parse(read.validTo)];
    for (const time of [from, until]) expect(() => checkDates(read, time)).not.toThrow();
    expect(() => checkDates(read, from - 1)).toThrow(/\(certificate-expired-not-yet\)/);
    expect(() => checkDates(read, until + 1)).toThrow(/\(certificate-expired\)/);
  });
});

describe('the faults of a certificate', () => {
  it('each belong to one that has an alarm', () => {
    const without = Object.keys(certificateTroubles).filter(
      (detail) => certificateFaultOf({ cause: 'secret', detail }) === undefined,
    );
    expect(without).toEqual([]);
  });
});
