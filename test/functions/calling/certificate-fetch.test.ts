import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { certificateFetch } from '../../../functions/authorities/calling/certificate/certificate-fetch.ts';
import { judgeCertificate } from '../../../functions/authorities/calling/certificate/certificate-refusal.ts';
import {
  type CertificateSecret,
  clientCertificate,
} from '../../../functions/authorities/calling/certificate/client-certificate.ts';
import { type Failed, judgeFailure } from '../../../functions/authorities/calling/judge-failure.ts';
import { makeCall } from '../../../functions/authorities/calling/make-call.ts';
import type { ReadResponse } from '../../../functions/tokens/token-response.ts';
import { closeServer, listen } from '../../../local/listen.ts';
import { certificateAuthority } from '../../../local/simulators/support/certificates.ts';
import { serveSecurely } from '../../../local/simulators/support/serve-securely.ts';
import { TLS_ALERTS } from '../../../local/simulators/support/tls-alerts.ts';

const authority = certificateAuthority('CN=Authority,O=Test');
const foreignAuthority = certificateAuthority('CN=Another');
const server = authority.issue({ subject: 'CN=server', use: 'server' });
const ours = authority.issue({ subject: 'CN=Ours,O=Company', use: 'client', privateKey: server.privateKey });
const foreign = foreignAuthority.issue({ subject: 'CN=Ours,O=Company', use: 'client', privateKey: server.privateKey });
const secret: CertificateSecret = { ...ours, authorities: authority.certificate };

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Starts a server that wants our certificate; returns its URL, and the requests and connections that reached it. */
async function listening(respond: (response: ServerResponse) => void, options: ServerOptions = {}) {
  const requests: string[] = [];
  const listener: RequestListener = (request, response) => {
    request.on('data', (data) => requests.push(`${request.method} ${request.url} ${data}`));
    request.on('end', () => respond(response));
  };
  const https: Server = createServer(
    {
      ...{ cert: server.certificate, key: server.privateKey, ca: authority.certificate },
      ...{ requestCert: true, rejectUnauthorized: true, ...options },
    },
    listener,
  );
  const sockets: Socket[] = [];
  https.on('connection', (socket: Socket) => sockets.push(socket));
  closing.push(() => closeServer(https));
  return { url: `https://127.0.0.1:${await listen(https)}/step`, requests, sockets };
}

/** Starts a server without TLS; returns its port. */
async function listeningPlain(serve: (socket: Socket) => void): Promise<number> {
  const sockets: Socket[] = [];
  const plain = createTcpServer((socket) => {
    sockets.push(socket.on('error', () => {}));
    serve(socket);
  });
  closing.push(() => {
    for (const socket of sockets) socket.destroy();
    plain.close();
  });
  await once(plain.listen(0, '127.0.0.1'), 'listening');
  return (plain.address() as AddressInfo).port;
}

const answer = (httpStatus: number, text = '') => ({ kind: 'answered', httpStatus, text });
type Answered = ReturnType<typeof answer> & { retryMs?: number | undefined };

/** The verdict on a call with a certificate. */
async function call(url: string, shown = secret, timeoutSeconds = 2): Promise<Answered | Failed> {
  const { context } = clientCertificate(shown);
  const request = { method: 'POST', headers: { 'Content-Type': 'text/xml' }, body: '<é/>' };
  const options = { url, request, fetch: certificateFetch(context), timeoutSeconds, now: Date.now, most: 1000 };
  const verdict = await makeCall(
    options,
    ({ httpStatus, text, retryMs }: ReadResponse): Answered => ({
      ...answer(httpStatus, text),
      retryMs,
    }),
  );
  if (!('httpStatus' in verdict)) throw new Error('It waits for no turn');
  return 'text' in verdict ? verdict : judgeCertificate(verdict);
}

describe.each(['TLSv1.2', 'TLSv1.3'] as const)('a call with our certificate by %s', (version) => {
  const options = { minVersion: version, maxVersion: version };

  it('[OM-5] is made once, and answered', async () => {
    const { url, requests } = await listening((response) => response.writeHead(200).end('<à/>'), options);
    expect(await call(url)).toEqual(answer(200, '<à/>'));
    expect(requests).toEqual(['POST /step <é/>']);
  });

  it('[OM-5] is not made where the server wants another certificate', async () => {
    const { url, requests } = await listening((response) => response.end(), options);
    const refused = { kind: 'unauthorised', cause: 'tls', detail: 'certificate-foreign-ended' };
    // Within the handshake anything may have ended the connection.
    const broken = { kind: 'unavailable', cause: 'reset', mayHaveArrived: false };
    const expected = version === 'TLSv1.3' ? refused : broken;
    expect(await call(url, { ...foreign, authorities: authority.certificate })).toMatchObject(expected);
    expect(requests).toEqual([]);
  });

  it('[OM-5] is not made where the server is signed by none of our authorities', async () => {
    const { url, requests } = await listening((response) => response.end(), options);
    for (const authorities of [undefined, foreignAuthority.certificate])
      expect(await call(url, { ...ours, authorities })).toMatchObject({
        kind: 'unavailable',
        cause: 'tls',
        mayHaveArrived: false,
      });
    expect(requests).toEqual([]);
  });

  it('[OM-5] that is not answered may have arrived, whether the server is silent or breaks the connection', async () => {
    const silent = await listening(() => {}, options);
    const timeout = { kind: 'unavailable', cause: 'timeout', mayHaveArrived: true };
    expect(await call(silent.url, secret, 0.4)).toMatchObject(timeout);
    const broken = await listening((response) => response.destroy(), options);
    expect(await call(broken.url)).toMatchObject({ kind: 'unavailable', cause: 'reset', mayHaveArrived: true });
  });
});

describe('a server that refuses our certificate', () => {
  const details: Record<(typeof TLS_ALERTS)[number], string> = {
    handshake_failure: 'certificate-foreign-handshake',
    bad_certificate: 'certificate-wrong-refused',
    certificate_revoked: 'certificate-expired-revoked',
    certificate_expired: 'certificate-expired-at-server',
    certificate_unknown: 'certificate-foreign-issuer',
    unknown_ca: 'certificate-foreign-issuer',
    access_denied: 'certificate-foreign-access',
  };

  it.each(TLS_ALERTS)('[OM-5] by the alert %s is understood', async (alert) => {
    const tls = { server, clientAuthority: authority.certificate, refusalOf: () => alert };
    const { port, close } = await serveSecurely(0, tls, async () => expect.unreachable());
    closing.push(close);
    expect(await call(`https://127.0.0.1:${port}/`)).toMatchObject({
      kind: 'unauthorised',
      cause: 'tls',
      detail: details[alert],
      httpStatus: null,
    });
  });

  it.each([
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate-missing-at-server'],
    ['ERR_SSL_SSL/TLS_ALERT_CERTIFICATE_EXPIRED', 'certificate-expired-at-server'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'certificate-foreign-issuer'],
  ])('[OM-5] after the request has left, has not taken it: %s', (detail, told) => {
    const failed = judgeFailure(Object.assign(new Error('alert'), { code: detail }), true);
    expect(failed).toMatchObject({ kind: 'unavailable', cause: 'tls', detail, mayHaveArrived: true });
    expect(judgeCertificate(failed)).toMatchObject({ kind: 'unauthorised', cause: 'tls', detail: told });
  });

  it('[OM-5] is told from one with another trouble, which stays as it is', () => {
    for (const detail of ['ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', 'CERT_HAS_EXPIRED', 'ECONNRESET']) {
      const failed: Failed = {
        ...{ kind: 'unavailable', cause: 'tls', detail, httpStatus: null, error: {}, mayHaveArrived: true },
      };
      expect(judgeCertificate(failed)).toBe(failed);
    }
  });
});

describe('a call with our certificate', () => {
  it('does not follow a redirect, and reads the pause that the server asks for', async () => {
    const { url, requests } = await listening((response) => {
      response.writeHead(requests.length === 1 ? 302 : 503, { Location: '/elsewhere', 'Retry-After': '7' }).end();
    });
    expect(await call(url)).toMatchObject({ httpStatus: 302 });
    expect(await call(url)).toMatchObject({ httpStatus: 503, retryMs: 7000 });
    expect(requests).toHaveLength(2);
  });

  it('takes an answer without a body, one that is too long, and one that breaks off', async () => {
    const replies = [
      (response: ServerResponse) => response.writeHead(204).end(),
      (response: ServerResponse) => response.end('x'.repeat(500_000)),
      (response: ServerResponse) => {
        response.writeHead(200, { 'Content-Length': 100 }).write('half');
        setTimeout(() => response.destroy(), 150);
      },
    ];
    const { url } = await listening((response) => replies.shift()?.(response));
    expect(await call(url)).toMatchObject(answer(204));
    expect(await call(url)).toMatchObject(answer(200, 'x'.repeat(1000)));
    expect(await call(url)).toMatchObject(answer(200, 'half'));
  });

  it.each(['gzip', 'deflate'] as const)(
    'takes an answer that was compressed unasked, also half of it: %s',
    async (way) => {
      const whole = way === 'gzip' ? gzipSync('<à/>'.repeat(99)) : deflateSync('<à/>'.repeat(99));
      const half = randomBytes(400).toString('hex');
      const compressed = way === 'gzip' ? gzipSync(half) : deflateSync(half);
      const replies = [
        (response: ServerResponse) => response.end(whole),
        (response: ServerResponse) => {
          response.write(compressed.subarray(0, 300));
          setTimeout(() => response.destroy(), 150);
        },
      ];
      const asked: unknown[] = [];
      const { url } = await listening((response) => {
        asked.push(response.req.headers['accept-encoding']);
        replies.shift()?.(response.setHeader('Content-Encoding', way));
      });
      expect(await call(url)).toMatchObject(answer(200, '<à/>'.repeat(99)));
      const { text } = (await call(url)) as Answered;
      expect([half.startsWith(text), text.length > 50]).toEqual([true, true]);
      expect(asked).toEqual(['identity', 'identity']);
    },
  );

  it('that the server wants to go on with in another protocol ends, and may have arrived', async () => {
    const { url } = await listening((response) => {
      response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n');
    });
    expect(await call(url)).toMatchObject({ kind: 'unavailable', cause: 'reset', mayHaveArrived: true });
  });

  it('has a connection of its own, which ends with it', async () => {
    const { url, sockets } = await listening((response) => response.end('<a/>'));
    await call(url);
    await call(url);
    expect(sockets).toHaveLength(2);
    await expect.poll(() => sockets.every(({ destroyed }) => destroyed)).toBe(true);
  });

  it('is kept open while the answer takes its time', async () => {
    const setKeepAlive = vi.spyOn(TLSSocket.prototype, 'setKeepAlive');
    const { url } = await listening((response) => response.end());
    await call(url);
    expect(setKeepAlive).toHaveBeenCalledWith(true, 30_000);
    setKeepAlive.mockRestore();
  });

  it('that meets somebody who speaks no TLS, or nobody, has not arrived', async () => {
    const port = await listeningPlain((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await call(`https://127.0.0.1:${port}/`)).toMatchObject({ cause: 'tls', mayHaveArrived: false });
    await closing.pop()?.();
    expect(await call(`https://127.0.0.1:${port}/`)).toMatchObject({ cause: 'refused', mayHaveArrived: false });
  });

  it('that finds no connection in time has not arrived', async () => {
    const port = await listeningPlain(() => {});
    const late = { cause: 'connect-timeout', mayHaveArrived: false };
    expect(await call(`https://127.0.0.1:${port}/`, secret, 0.2)).toMatchObject(late);
  });
});
