import { X509Certificate } from 'node:crypto';
import { request } from 'node:https';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';
import type { ListeningServer } from '../../../local/simulators/support/listen-locally.ts';
import { serveSecurely } from '../../../local/simulators/support/serve-securely.ts';
import { TLS_ALERTS, type TlsAlert } from '../../../local/simulators/support/tls-alerts.ts';

const authority = certificateAuthority('CN=Autorité');
const server = authority.issue({ subject: 'CN=serveur', use: 'server' });
const known = authority.issue({ subject: 'CN=client', use: 'client' });
const foreign = certificateAuthority('CN=Autorité').issue({ subject: 'CN=client', use: 'client' });

let refusal: TlsAlert | undefined;
let seen: X509Certificate | undefined;
let running: ListeningServer;
beforeAll(async () => {
  const refusalOf = (certificate: X509Certificate) => {
    seen = certificate;
    return refusal;
  };
  const tls = { server, clientAuthority: authority.certificate, refusalOf };
  running = await serveSecurely(0, tls, (_, response, bytes) => response.end(`${bytes?.length}`));
});
afterAll(() => running.close());

/** The body of the answer, or the error's code. */
function call(identity: object): Promise<string> {
  return new Promise((resolve) => {
    const asked = request(
      {
        ...{ host: '127.0.0.1', port: running.port, method: 'POST', agent: false },
        ...{ ca: authority.certificate, ...identity },
      },
      (response) => response.setEncoding('utf8').on('data', resolve),
    );
    asked.on('error', (error: NodeJS.ErrnoException) => resolve(`${error.code} ${error.message}`));
    asked.end('body');
  });
}
const identityOf = ({ certificate, privateKey }: typeof known) => ({ cert: certificate, key: privateKey });

describe('a server with mutual TLS', () => {
  it('answers a client whose certificate it takes, and knows it', async () => {
    refusal = undefined;
    expect(await call(identityOf(known))).toBe('4');
    expect(seen?.raw).toEqual(new X509Certificate(known.certificate).raw);
  });

  it('closes the handshake with a client that shows none', async () => {
    expect(await call({})).toContain('handshake failure');
  });

  it('answers no certificate of another authority, though nobody refuses it', async () => {
    refusal = undefined;
    expect(await call(identityOf(foreign))).toMatch(/^ECONNRESET/);
  });

  it.each(TLS_ALERTS)('refuses a certificate in the handshake with the alert %s', async (alert) => {
    refusal = alert;
    expect(await call(identityOf(known))).toContain(`alert ${alert.replace('_ca', ' ca').replaceAll('_', ' ')}`);
  });
});
