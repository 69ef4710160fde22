import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { describe, expect, it } from 'vitest';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';
import { pkcs12 } from '../../support/pkcs12.ts';

const authority = certificateAuthority('CN=Autorité,O=Essai');
const subject = String.raw`CN=Fournisseur\, le premier,OU=0002 123456789,O=Énergie,C=FR`;
const client = authority.issue({ subject, use: 'client' });
const { privateKey } = client;

describe('certificates of one’s own', () => {
  it('are signed by their authority, and by no other of the same name', () => {
    const certificate = new X509Certificate(client.certificate);
    expect(certificate.checkIssued(new X509Certificate(authority.certificate))).toBe(true);
    expect(certificate.verify(new X509Certificate(authority.certificate).publicKey)).toBe(true);
    const other = new X509Certificate(certificateAuthority('CN=Autorité,O=Essai').certificate);
    expect(certificate.verify(other.publicKey)).toBe(false);
  });

  it('have their subject, the last part first, as RFC 4514 has it', () => {
    expect(new X509Certificate(client.certificate).subject.split('\n')).toEqual([
      ...['C=FR', 'O=Énergie', 'OU=0002 123456789', String.raw`CN=Fournisseur\, le premier`],
    ]);
  });

  it('are for the time that was wanted, and for a key that is there', () => {
    const wish = { subject, use: 'client', privateKey } as const;
    const past = authority.issue({ ...wish, from: new Date('2020-01-01'), until: new Date('2020-02-01') });
    const { validFrom, validTo, publicKey } = new X509Certificate(past.certificate);
    expect([validFrom, validTo]).toEqual(['Jan  1 00:00:00 2020 GMT', 'Feb  1 00:00:00 2020 GMT']);
    expect(publicKey.equals(new X509Certificate(client.certificate).publicKey)).toBe(true);
  });

  it('are for 127.0.0.1 where they are a server’s', () => {
    const { certificate } = authority.issue({ subject: 'CN=serveur', use: 'server', privateKey });
    expect(new X509Certificate(certificate).checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(new X509Certificate(client.certificate).checkIP('127.0.0.1')).toBeUndefined();
  });

  it('are read from PKCS#12, with their passphrase alone', () => {
    const pfx = Buffer.from(pkcs12(client, 'secret', [authority.certificate]), 'base64');
    expect(() => createSecureContext({ pfx, passphrase: 'secret' })).not.toThrow();
    expect(() => createSecureContext({ pfx, passphrase: 'other' })).toThrow();
  });
});
