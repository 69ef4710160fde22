import type { X509Certificate } from 'node:crypto';

/** An attribute of a distinguished name: its type in capitals, or its number, and its value as it is compared. */
interface NamePart {
  type: string;
  value: string;
}

/** Numbers and other names of types, by their names in OpenSSL. */
const types: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'SERIALNUMBER',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'STREET',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'TITLE',
  '2.5.4.15': 'BUSINESSCATEGORY',
  '2.5.4.17': 'POSTALCODE',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'ORGANIZATIONIDENTIFIER',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'EMAILADDRESS',
  E: 'EMAILADDRESS',
  EMAIL: 'EMAILADDRESS',
  S: 'ST',
  T: 'TITLE',
  G: 'GN',
  GIVENNAME: 'GN',
  SURNAME: 'SN',
  USERID: 'UID',
  COMMONNAME: 'CN',
  ORGANIZATIONNAME: 'O',
  ORGANIZATIONALUNITNAME: 'OU',
  COUNTRYNAME: 'C',
};

/** True for a text that begins with a type and a value: `CN=…`, or as OpenSSL writes it, `/CN=…`. */
const BEGINS = /^\s*\/?\s*(?:OID\.)?[A-Za-z0-9][\w.-]*\s*=/;
/** The next attribute in OpenSSL's form: a slash may stand in a value, too. */
const SLASH = /\/(?=\s*(?:OID\.)?[A-Za-z0-9][\w.-]*\s*=)/;
/** An attribute in the form of RFC 4514, with the quotation marks of RFC 2253. */
const COMMA = /(?:\\.|"(?:\\.|[^"\\])*"|[^,;+"\\])+/g;

/**
 * True if a name is that of a certificate's owner: each of its attributes is one of the subject's, or it is the whole
 * value of one. Compared as distinguished names are, without regard to case, white space and order.
 * @param name as RFC 4514 writes it (`CN=…,O=…`), as OpenSSL does (`/O=…/CN=…`), or a value alone
 */
export function isOwner(name: string, certificate: X509Certificate): boolean {
  const subject = subjectParts(certificate);
  if (!BEGINS.test(name)) return subject.some(({ value }) => value === compared(name));
  return nameParts(name).every((part) => subject.some(({ type, value }) => type === part.type && value === part.value));
}

function nameParts(name: string): NamePart[] {
  const parts = /^\s*\//.test(name) ? name.split(SLASH).slice(1) : (name.match(COMMA) ?? []);
  return parts.map((part) => {
    const [, type = '', value = ''] = /^([^=]*)=(.*)$/s.exec(part) ?? [];
    return { type: typeOf(type), value: compared(unescaped(value)) };
  });
}

/** The attributes of a certificate's subject, as Node.js has taken them apart. */
function subjectParts(certificate: X509Certificate): NamePart[] {
  const subject = certificate.toLegacyObject().subject as unknown as Record<string, string | string[]>;
  return Object.entries(subject).flatMap(([type, values]) =>
    [values].flat().map((value) => ({ type: typeOf(type), value: compared(value) })),
  );
}

function typeOf(written: string): string {
  const type = written
    .trim()
    .toUpperCase()
    .replace(/^OID\./, '');
  return types[type] ?? type;
}

function unescaped(value: string): string {
  const inner = /^\s*"(.*)"\s*$/s.exec(value)?.[1] ?? value;
  // Bytes of UTF-8, each in two hexadecimal digits, behind an x in OpenSSL's form; or a sign as it is.
  return inner.replace(/(?:\\x?[0-9A-Fa-f]{2})+|\\(.)/gs, (escaped, sign?: string) =>
    sign === undefined ? Buffer.from(escaped.replace(/\\x?/g, ''), 'hex').toString('utf8') : sign,
  );
}

const compared = (value: string) => value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
