import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { certificateAuthority } from '../../local/simulators/support/certificates.ts';
import { TLS_ALERTS } from '../../local/simulators/support/tls-alerts.ts';
import { builtInDescriptor } from '../../schemas/omega/descriptor/built-in.ts';
import { pkcs12 } from '../support/pkcs12.ts';
import { DN } from './support/lane-to.ts';
import { type Office, openOffice } from './support/office.ts';

const VERIFY = 'VerifierRecevabiliteTJDC';
const DAY_MS = 86_400_000;
/** Longer than a secret counts as current. */
const A_WHILE_MS = 5000;
const day = (days: number) => new Date(Math.floor(Date.now() / 1000) * 1000 + days * DAY_MS);

let office: Office;
let good: { certificate: string; privateKey: string; authorities: string };
beforeAll(async () => {
  office = await openOffice();
  good = office.secret as typeof good;
});
afterAll(() => office.simulator.close());
beforeEach(() => {
  office.simulator.misbehave({ kind: 'clear' });
  office.secret = good;
  office.pass(A_WHILE_MS);
});

/** A certificate of the simulated OMEGA's authority, with the key of the good one. */
function issued(wish: { subject?: string; from?: Date; until?: Date }) {
  const { authority } = office.simulator.certificates;
  const { authorities, privateKey } = good;
  return { ...authority.issue({ subject: DN, use: 'client', privateKey, ...wish }), authorities };
}

const awsError = (name: string) => Object.assign(new Error('no'), { name, $metadata: {} });

const replaced = (secret: object) => {
  office.secret = secret;
  office.pass(A_WHILE_MS);
};

describe('a certificate in the secret', () => {
  it.each<[string, () => object]>([
    ['PEM', () => good],
    ['PKCS#12', () => ({ pkcs12: pkcs12(good, 'open'), passphrase: 'open', authorities: good.authorities })],
  ])('[OM-5] is shown as %s, and the call is answered', async (_, secret) => {
    replaced(secret());
    const calls = office.simulator.received.length;
    expect(await office.send(VERIFY)).toMatchObject({ kind: 'accepted', httpStatus: 200 });
    expect(office.simulator.received).toHaveLength(calls + 1);
  });

  it.each<[string, () => object]>([
    ['certificate-missing', () => ({})],
    ['certificate-missing-key', () => ({ certificate: good.certificate })],
    ['certificate-wrong-pem', () => ({ ...good, certificate: 'a file' })],
    ['certificate-wrong-key', () => ({ ...good, certificate: certificateAuthority('CN=Other').certificate })],
    ['certificate-wrong-passphrase', () => ({ pkcs12: pkcs12(good, 'open'), passphrase: 'shut' })],
    ['certificate-wrong-pkcs12', () => ({ pkcs12: 'a file' })],
    ['certificate-wrong-authorities', () => ({ ...good, authorities: 'a file' })],
    ['certificate-expired', () => issued({ from: day(-20), until: day(-1) })],
    ['certificate-expired-not-yet', () => issued({ from: day(1), until: day(20) })],
    ['certificate-wrong-name', () => issued({ subject: 'CN=Autre,O=Énergie,C=FR' })],
  ])(
    '[OM-5] with the fault %s stops the lane before any call, and the right one lets it go on',
    async (detail, secret) => {
      const calls = office.simulator.received.length;
      replaced(secret());
      const failed = { kind: 'unauthorised', cause: 'secret', detail, httpStatus: null };
      expect(await office.send(VERIFY)).toMatchObject(failed);
      expect(await office.authority.handshake?.(new URL(office.simulator.url))).toEqual({ cause: 'secret', detail });
      expect(office.simulator.received).toHaveLength(calls);
      replaced(good);
      expect(await office.send(VERIFY)).toMatchObject({ kind: 'accepted' });
    },
  );

  it.each<[string, object]>([
    ['certificate-missing-secret', awsError('ResourceNotFoundException')],
    ['certificate-missing-secret', awsError('InvalidRequestException')],
    ['certificate-wrong-secret', { certificate: 7 }],
    ['AccessDeniedException', awsError('AccessDeniedException')],
  ])(
    '[OM-5] whose secret is not there, not of its form, or not ours to read stops the lane, too: %s',
    async (detail, secret) => {
      replaced(secret);
      expect(await office.send(VERIFY)).toMatchObject({ kind: 'unauthorised', cause: 'secret', detail });
    },
  );

  it('[OM-5] whose secret cannot be read now is unknown for a while', async () => {
    replaced(awsError('ThrottlingException'));
    const passing = { cause: 'aws', detail: 'ThrottlingException' };
    expect(await office.send(VERIFY)).toMatchObject({ kind: 'unavailable', ...passing, mayHaveArrived: false });
    expect(await office.authority.handshake?.(new URL(office.simulator.url))).toEqual(passing);
  });

  it('[OM-5] is told of with its end each time that it is read, which is before the call', async () => {
    const until = day(20);
    replaced(issued({ until }));
    office.told.splice(0);
    await office.authority.warmUp?.();
    expect(office.told).toEqual([until]);
    await office.send(VERIFY);
    expect(office.told).toEqual([until]);
    expect(await office.authority.credentialsUntil?.()).toEqual(until);
    office.pass(A_WHILE_MS);
    await office.authority.warmUp?.();
    expect(office.told).toEqual([until, until]);
  });

  it('[OM-5] that is in the way of nothing is not waited for: warming up does not fail', async () => {
    replaced({});
    await expect(office.authority.warmUp?.()).resolves.toBeUndefined();
    await expect(office.authority.credentialsUntil?.()).rejects.toThrow(/certificate-missing/);
  });
});

describe('a certificate that the server refuses', () => {
  it.each(TLS_ALERTS)('[OM-5] by %s stops the lane, and the request has not arrived', async (alert) => {
    const calls = office.simulator.received.length;
    office.simulator.misbehave({ kind: 'tls-alert', alert });
    expect(await office.send('CreerDemandeTJDC')).toMatchObject({
      ...{ kind: 'unauthorised', cause: 'tls', detail: expect.stringMatching(/^certificate-(wrong|expired|foreign)-/) },
    });
    expect(office.simulator.received).toHaveLength(calls);
    expect(await office.send('CreerDemandeTJDC')).toMatchObject({ kind: 'accepted' });
  });

  it('[OM-5] since another authority has signed it, and since it was revoked, is told apart', async () => {
    const { authorities, privateKey } = good;
    const foreign = certificateAuthority('CN=Another').issue({ subject: DN, use: 'client', privateKey });
    replaced({ ...foreign, authorities });
    expect(await office.send(VERIFY)).toMatchObject({ detail: 'certificate-foreign-issuer' });
    replaced(good);
    await office.send(VERIFY);
    office.simulator.misbehave({ kind: 'revoke' });
    expect(await office.send(VERIFY)).toMatchObject({ detail: 'certificate-expired-revoked' });
  });

  it('[OM-5] is found by a handshake alone, too', async () => {
    const calls = office.simulator.received.length;
    const url = new URL(office.simulator.verifyUrl);
    expect(await office.authority.handshake?.(url)).toBeUndefined();
    office.simulator.misbehave({ kind: 'tls-alert', alert: 'unknown_ca' });
    expect(await office.authority.handshake?.(url)).toEqual({ cause: 'tls', detail: 'certificate-foreign-issuer' });
    expect(office.simulator.received).toHaveLength(calls);
  });
});

describe('the certificate of the server', () => {
  it('[OM-5] has to be signed by the authorities in the secret, or by those of Node.js without them', async () => {
    for (const authorities of [certificateAuthority('CN=Another').certificate, undefined]) {
      replaced({ ...good, authorities });
      expect(await office.send(VERIFY)).toMatchObject({ kind: 'unavailable', cause: 'tls', mayHaveArrived: false });
    }
  });
});

describe('the certificate as the doctor sees it', () => {
  it('has its owner, its issuer and its time, also where it has expired', async () => {
    const time = { from: day(-20), until: day(-1) };
    replaced(issued(time));
    expect(await office.authority.certificate?.()).toEqual({
      ...{ subject: 'CN=Fournisseur,O=Énergie,C=FR', issuer: 'CN=OMEGA simulé,O=Declarant', ...time },
    });
  });

  it('raises a doubt where the descriptor says not to compare its name, and is shown', async () => {
    const files = { descriptor: { ...builtInDescriptor, compareSubject: false } };
    const other = await openOffice({ DNEntreprise: 'CN=Autre' }, files, office.simulator);
    other.secret = good;
    expect((await other.authority.certificate?.())?.doubt).toMatchObject({
      says: expect.stringMatching(/^DNEntreprise/),
    });
    expect(await other.send(VERIFY)).toMatchObject({ kind: 'accepted' });
    await other.simulator.close();
  });

  it('is a fault where it names another company', async () => {
    replaced(issued({ subject: 'CN=Autre' }));
    expect(await office.authority.certificate?.()).toMatchObject({
      ...{ subject: 'CN=Autre', trouble: { cause: 'secret', detail: 'certificate-wrong-name' } },
    });
  });
});
