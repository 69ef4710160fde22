import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type TlsOptions } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { handshake } from '../../functions/authorities/calling/certificate/handshake.ts';
import { selfSigned } from '../support/certificate.ts';

const server = selfSigned();
const ours = selfSigned();
const foreign = selfSigned();
const started: Server[] = [];
afterEach(() => {
  for (const one of started.splice(0)) one.close();
});

/** Starts a server that wants our certificate; returns its URL, and what it was sent beside the handshake. */
async function listening(options: TlsOptions = {}) {
  const sent: Buffer[] = [];
  const all: TlsOptions = { ...server, ca: ours.cert, requestCert: true, rejectUnauthorized: true, ...options };
  const one = createServer(all, (socket) => socket.on('data', (data) => sent.push(data)).on('error', () => {}));
  one.on('tlsClientError', () => {});
  started.push(one);
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return { url: new URL(`https://127.0.0.1:${(one.address() as AddressInfo).port}/x`), sent };
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a handshake by %s', (minVersion) => {
  const version = { minVersion, maxVersion: minVersion };

  it('with the certificate that the server wants is done, and sends nothing', async () => {
    const { url, sent } = await listening(version);
    await handshake(url, { ...ours, ca: server.cert }, 50);
    expect(sent).toEqual([]);
  });

  it.each([
    ['none', {}],
    ['another one', foreign],
  ])('with %s is refused, also where the refusal comes late', async (_, shown) => {
    const { url } = await listening(version);
    await expect(handshake(url, { ...shown, ca: server.cert })).rejects.toMatchObject({
      code: expect.stringMatching(/^(ERR_SSL_|ERR_TLS_ENDED|ECONNRESET|EPIPE)/),
    });
  });
});

describe('a handshake', () => {
  it('with a server that nobody trusted has signed fails', async () => {
    const { url } = await listening();
    await expect(handshake(url, ours, 50)).rejects.toMatchObject({ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  });

  it('with nobody fails as a connection does', async () => {
    const { url } = await listening();
    started.splice(0).forEach((one) => void one.close());
    await expect(handshake(url, ours, 50)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('leaves a key that does not belong to the certificate to Node.js', async () => {
    const { url } = await listening();
    const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' });
    await expect(handshake(url, { ...ours, key }, 50)).rejects.toThrow(/key values mismatch/);
  });
});
