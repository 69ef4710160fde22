import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { omegaSimulator } from '../../../local/simulators/omega/entry.ts';
import type { RunningSimulator } from '../../../local/simulators/simulator-entry.ts';
import type { Certified } from '../../../local/simulators/support/certificates.ts';
import { WrongAddress } from '../../../local/simulators/wrong-address.ts';
import { account } from './client.ts';

const ORIGIN = 'https://127.0.0.1:9337';
const lane = {
  ...account,
  verifyUrl: `${ORIGIN}/VerifierRecevabiliteTJDC`,
  createUrl: `${ORIGIN}/CreerDemandeTJDC`,
};
const settings = { credentials: {}, callbackUrl: () => '', callbackToken: '', log: () => undefined };

describe('the simulated OMEGA of a start', () => {
  let running: RunningSimulator | undefined;
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  it('runs where its lane leads, and takes the certificate that it put into the secret', async () => {
    const complete = omegaSimulator.credentials?.({ certificate: 'none' }, lane) as Certified & { authorities: string };
    const { certificate, privateKey, authorities } = complete;
    expect(new X509Certificate(certificate).subject).toBe('O=Énergie SA\nCN=Fournisseur');
    running = await omegaSimulator.start({ ...settings, lane });
    expect(running.url).toBe(ORIGIN);
    const socket = connect({ host: '127.0.0.1', port: 9337, ca: authorities, cert: certificate, key: privateKey });
    await new Promise((resolve, reject) => socket.on('secureConnect', resolve).on('error', reject));
    socket.destroy();
    const requests = await fetch('http://127.0.0.1:9338/requests');
    expect(await requests.json()).toEqual({ requests: [] });
  });

  it.each([
    ['verifyUrl', 'https://omega.example/VerifierRecevabiliteTJDC', 'https://127.0.0.1:PORT/VerifierRecevabiliteTJDC'],
    ['verifyUrl', lane.verifyUrl.replace('https', 'http'), 'https://127.0.0.1:PORT/VerifierRecevabiliteTJDC'],
    ['verifyUrl', `${ORIGIN}/`, 'https://127.0.0.1:PORT/VerifierRecevabiliteTJDC'],
    ['createUrl', lane.verifyUrl, lane.createUrl],
  ])('does not run where %s is %s', async (key, url, wanted) => {
    const start = omegaSimulator.start({ ...settings, lane: { ...lane, [key]: url } });
    await expect(start).rejects.toThrow(new WrongAddress(key, wanted));
  });
});
