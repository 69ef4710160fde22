import { type KeyObject, sign } from 'node:crypto';

interface Certified {
  /** The common name of whom it is for. */
  name: string;
  publicKey: KeyObject;
  /** The name and the key of whoever signs it: itself, or another. */
  issuer: { name: string; key: KeyObject };
  /** The time of its end, as ASN.1 writes it. */
  until?: string;
}

/** A certificate for 127.0.0.1 in PEM, signed with an RSA key or one of a curve. */
export function issueCertificate({ name, publicKey, issuer, until = '21000101000000Z' }: Certified): string {
  const algorithm =
    issuer.key.asymmetricKeyType === 'rsa'
      ? sequence(oid('2a864886f70d01010b'), der(0x05, Buffer.alloc(0)))
      : sequence(oid('2a8648ce3d040302'));
  const extensions = sequence(
    sequence(oid('551d13'), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
    sequence(oid('551d11'), der(0x04, sequence(der(0x87, Buffer.from([127, 0, 0, 1]))))),
  );
  const toBeSigned = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    algorithm,
    named(issuer.name),
    sequence(time('20200101000000Z'), time(until)),
    named(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  );
  const signature = sign('sha256', toBeSigned, issuer.key);
  const certificate = sequence(toBeSigned, algorithm, der(0x03, Buffer.concat([Buffer.from([0]), signature])));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

function named(name: string): Buffer {
  return sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from(name)))));
}

/** A value in ASN.1's distinguished encoding. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...parts: Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

function oid(hex: string): Buffer {
  return der(0x06, Buffer.from(hex, 'hex'));
}

function time(text: string): Buffer {
  return der(0x18, Buffer.from(text));
}
