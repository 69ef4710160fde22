import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SecureVersion } from 'node:tls';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Verdict } from '../../../functions/authorities/authority.ts';
import { selfSigned } from '../../support/certificate.ts';
import { filesBelow, root } from '../../support/files.ts';

const certificate = selfSigned();

/** A customs server of this TLS version at most, with the paths that were called on it. */
async function customs(maxVersion: SecureVersion, shown = certificate): Promise<{ url: string; called: string[] }> {
  const called: string[] = [];
  const server = createServer(
    // Versions before 1.2 need the checks of today's libraries lowered; it is the client's that count.
    { ...shown, maxVersion, minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' },
    (request, response) => {
      called.push(request.url ?? '');
      const isToken = request.url === '/oauth2/token';
      response.setHeader('Content-Type', 'application/json');
      response.end(isToken ? '{"access_token":"t","token_type":"Bearer","expires_in":60}' : '{}');
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `https://127.0.0.1:${(server.address() as AddressInfo).port}`, called };
}

/** The fate of a message to each server, whether this machine trusts the certificate or not. */
async function verdictsAt(urls: string[], trusted: string, hasToken = false): Promise<Verdict[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'declarant-tls-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'certificate.pem');
  writeFileSync(file, trusted);
  const script = path.join(import.meta.dirname, 'support/call-customs.ts');
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', script, ...urls], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '', NODE_EXTRA_CA_CERTS: trusted && file, HAS_TOKEN: hasToken ? '1' : '' },
  });
  return JSON.parse(stdout);
}

describe('a call to customs', () => {
  it('[H7-A3] is made over TLS 1.2 or newer only', async () => {
    const servers = await Promise.all((['TLSv1.3', 'TLSv1.2', 'TLSv1.1'] as const).map((version) => customs(version)));
    const verdicts = await verdictsAt(
      servers.map(({ url }) => url),
      certificate.cert,
    );
    expect(verdicts.map(({ kind }) => kind)).toEqual(['accepted', 'accepted', 'unavailable']);
    expect(verdicts[2]).toMatchObject({ cause: 'token-endpoint', detail: expect.stringMatching(/^tls ERR_SSL_/) });
    expect(servers.map(({ called }) => called.length)).toEqual([2, 2, 0]);
  }, 60_000);

  it('[H7-A3] is not made where the certificate is not one that is trusted', async () => {
    const { url, called } = await customs('TLSv1.3');
    expect(await verdictsAt([url], '')).toEqual([
      expect.objectContaining({
        ...{ kind: 'unavailable', cause: 'token-endpoint', detail: 'tls DEPTH_ZERO_SELF_SIGNED_CERT' },
      }),
    ]);
    expect(called).toEqual([]);
  }, 60_000);

  it('[H7-A3] [F3] [F21] is named by what is wrong with the certificate, and has brought nothing', async () => {
    const expired = selfSigned('20210101000000Z');
    const [good, old] = await Promise.all([customs('TLSv1.3'), customs('TLSv1.3', expired)]);
    const elsewhere = good.url.replace('127.0.0.1', 'localhost');
    const verdicts = await verdictsAt([good.url, elsewhere, old.url], certificate.cert + expired.cert, true);
    const failed = { kind: 'unavailable', cause: 'tls', httpStatus: null, mayHaveArrived: false };
    expect(verdicts).toEqual([
      { kind: 'accepted', httpStatus: 200 },
      expect.objectContaining({ ...failed, detail: 'ERR_TLS_CERT_ALTNAME_INVALID' }),
      expect.objectContaining({ ...failed, detail: 'CERT_HAS_EXPIRED' }),
    ]);
    expect(old.called).toEqual([]);
  }, 60_000);

  it('[H7-A3] has nothing in the sources that would have certificates pass unchecked', () => {
    const unchecked = /NODE_TLS_REJECT_UNAUTHORIZED|rejectUnauthorized|checkServerIdentity|minVersion|secureOptions/;
    // A server, which gives out no tickets, so that each client shows its certificate.
    const withoutTickets = 'secureOptions: constants.SSL_OP_NO_TICKET';
    const files = ['functions', 'schemas', 'infra', 'local', 'desk', 'bin'].flatMap(filesBelow);
    expect(files.length).toBeGreaterThan(100);
    expect(
      files.filter((file) => unchecked.test(readFileSync(path.join(root, file), 'utf8').replace(withoutTickets, ''))),
    ).toEqual([]);
  });
});
