import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deltaH7Authority } from '../../../functions/authorities/delta-h7/index.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';

interface Call {
  path: string;
  body: string;
}

/** A server with answers that a test decides, and the calls that it got. */
async function listening(answer: (path: string) => { status: number; headers?: Record<string, string>; body: string }) {
  const calls: Call[] = [];
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    calls.push({ path: request.url ?? '', body: Buffer.concat(parts).toString() });
    const { status, headers, body } = answer(request.url ?? '');
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('a redirect', () => {
  const token = JSON.stringify({ access_token: 't', token_type: 'Bearer', expires_in: 60 });

  it.each([301, 302, 303, 307, 308])(
    '[H7-A3] of the token endpoint (%i) is not followed, on its host or another',
    async (status) => {
      const other = await listening(() => ({ status: 200, body: token }));
      for (const target of ['/elsewhere', `${other.url}/oauth2/token`]) {
        const customs = await listening((path) =>
          path === '/oauth2/token'
            ? { status, headers: { Location: target }, body: '{}' }
            : { status: 200, body: path === '/elsewhere' ? token : '{}' },
        );
        const authority = deltaH7Authority({
          lane: deltaH7Lane.parse({
            baseUrl: `${customs.url}/dh7`,
            tokenUrl: `${customs.url}/oauth2/token`,
            credentialsSecret: 'c',
            share: { perSecond: 10, perHour: 1000 },
            timeoutSeconds: 2,
          }),
          readSecret: async () => ({
            value: JSON.stringify({ clientId: 'c', clientSecret: 's3cret', username: 'u', password: 'p4ssword' }),
          }),
          tokenStore: {
            read: async () => ({}),
            acquire: async () => true,
            write: async () => {},
            fail: async () => {},
          },
        });
        const verdict = await authority.send({
          message: 'Creation_H7',
          path: '/declarations/creer',
          asks: 0,
          mayHaveArrived: false,
          body: '{}',
        });
        expect(['unavailable', 'unauthorised', 'misdirected']).toContain(verdict.kind);
        expect(customs.calls.map(({ path }) => path)).toEqual(['/oauth2/token']);
      }
      // The credentials went nowhere else.
      expect(other.calls).toEqual([]);
    },
  );
});
