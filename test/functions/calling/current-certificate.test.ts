import { describe, expect, it } from 'vitest';
import type { CertificateSecret } from '../../../functions/authorities/calling/certificate/client-certificate.ts';
import { currentCertificate } from '../../../functions/authorities/calling/certificate/current-certificate.ts';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';

const authority = certificateAuthority('CN=Authority');
const old = authority.issue({ subject: 'CN=Old', use: 'client' });
const renewed = authority.issue({ subject: 'CN=New', use: 'client', privateKey: old.privateKey });

/** A certificate whose secret may be replaced, with a clock, its readings, and what was told of them. */
function source(secret: CertificateSecret) {
  const of = { secret, now: 0, readings: 0, told: [] as string[] };
  const current = currentCertificate({
    async read() {
      of.readings += 1;
      return { ...of.secret };
    },
    now: () => of.now,
    onRead: ({ certificate }) => of.told.push(certificate.subject),
  });
  return Object.assign(of, { current, subject: async () => (await current()).certificate.subject });
}

describe('the certificate in the secret', () => {
  it('[OM-5] is read once for calls within a few seconds, also for those that come together', async () => {
    const of = source(old);
    await Promise.all([of.current(), of.current(), of.current()]);
    of.now += 4999;
    await of.current();
    expect([of.readings, of.told]).toEqual([1, ['CN=Old']]);
    of.now += 1;
    await of.current();
    expect([of.readings, of.told]).toEqual([2, ['CN=Old', 'CN=Old']]);
  });

  it('[OM-5] is taken anew when the secret was replaced, and stays what it was where it was not', async () => {
    const of = source(old);
    const first = await of.current();
    of.now += 5000;
    expect(await of.current()).toBe(first);
    of.secret = renewed;
    of.now += 5000;
    expect(await of.subject()).toBe('CN=New');
  });

  it('[OM-5] that cannot be used is in order as soon as the secret is', async () => {
    const of = source({ ...old, passphrase: 'shut', privateKey: 'a file' });
    await expect(of.current()).rejects.toThrow(/certificate-wrong-key-pem/);
    await expect(of.current()).rejects.toThrow(/certificate-wrong-key-pem/);
    expect([of.readings, of.told]).toEqual([1, []]);
    of.secret = old;
    of.now += 5000;
    expect(await of.subject()).toBe('CN=Old');
  });
});
