import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isOwner } from '../../../functions/authorities/calling/certificate/distinguished-name.ts';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';

const subject = String.raw`CN=Fournisseur d'Énergie\, le premier,OU=0002 123456789,OU=Achats/Ventes,O=Company  SA,C=FR,E=gaz@company.example`;
const { certificate } = certificateAuthority('CN=Authority').issue({ subject, use: 'client' });
const shown = new X509Certificate(certificate);

describe("a distinguished name is a certificate's owner", () => {
  it.each([
    ['as it is written', subject],
    ['in part', 'O=Company SA,C=FR'],
    ['in another order, with blanks', ' C = FR , O = Company SA '],
    ['in capitals, and small letters', String.raw`cn=FOURNISSEUR D'ÉNERGIE\, LE PREMIER,o=company sa`],
    ['with an escaped sign as bytes', String.raw`CN=Fournisseur d'\C3\89nergie\2C le premier`],
    ['in quotation marks', `CN="Fournisseur d'Énergie, le premier",O="Company SA"`],
    ['with letters and accents apart', subject.normalize('NFD')],
    ['with numbers of types', '2.5.4.10=Company SA+OID.2.5.4.6=FR'],
    ['with other names of types', 'organizationName=Company SA;emailAddress=gaz@company.example'],
    ['as OpenSSL writes it', "/C=FR/O=Company SA/OU=Achats/Ventes/CN=Fournisseur d'Énergie, le premier"],
    ['as OpenSSL writes it, with bytes', String.raw`/O=Company SA/CN=Fournisseur d'\xC3\x89nergie, le premier`],
    ['as the value of one attribute', 'company sa'],
    ['as the value of another', '0002 123456789'],
  ])('[OM-5] %s', (_, name) => {
    expect(isOwner(name, shown)).toBe(true);
  });

  it.each([
    ['names', 'title=Dr,postalCode=75009,GIVENNAME=Jeanne,businessCategory=Private'],
    ['short names', 'T=Dr,G=Jeanne'],
    ['numbers', 'OID.2.5.4.12=Dr,2.5.4.17=75009,2.5.4.42=Jeanne,2.5.4.15=Private'],
  ])('with attributes that are rare, by their %s', (_, name) => {
    // Node.js has them under OpenSSL's names.
    const rare = { title: 'Dr', postalCode: '75009', GN: 'Jeanne', businessCategory: 'Private' };
    expect(isOwner(name, { toLegacyObject: () => ({ subject: rare }) } as unknown as X509Certificate)).toBe(true);
  });

  it.each([
    ['with another value', 'CN=Fournisseur,O=Company SA,C=FR'],
    ['with one attribute more', `${subject},L=Paris`],
    ['with a value of another type', 'CN=Company SA'],
    ['as a part of a value', 'Company'],
    ['as OpenSSL writes another', '/C=FR/O=Company'],
    ['without a value', 'O='],
    ['without anything that is a name', ','],
  ])('[OM-5] not %s', (_, name) => {
    expect(isOwner(name, shown)).toBe(false);
  });
});
