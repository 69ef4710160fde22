import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Authority } from '../../../functions/authorities/authority.ts';
import { deltaH7Authority } from '../../../functions/authorities/delta-h7/index.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';

const message = {
  message: 'Creation_H7',
  asks: 0,
  mayHaveArrived: false,
  path: '/declarations/creer',
  body: JSON.stringify({ header: { lrn: 'FR26' }, filler: 'x'.repeat(1000) }),
};

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** The port of a server that does this with each connection, whatever comes on it. */
async function listening(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const opened = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  }).listen(0, '127.0.0.1');
  server = opened;
  opened.once('close', () => {
    for (const socket of sockets) socket.destroy();
  });
  await once(opened, 'listening');
  return (opened.address() as AddressInfo).port;
}

const closed = async () => {
  const port = await listening(() => undefined);
  server?.close();
  return port;
};

/** The verdict on a message that is sent to this base URL with a token that is there already. */
function sentTo(baseUrl: string, timeoutSeconds = 1): ReturnType<Authority['send']> {
  const authority = deltaH7Authority({
    lane: deltaH7Lane.parse({
      ...{ baseUrl, tokenUrl: 'http://127.0.0.1/oauth2/token', credentialsSecret: 'c', timeoutSeconds },
      share: { perSecond: 1, perHour: 1 },
    }),
    readSecret: () => Promise.reject(new Error('not needed')),
    tokenStore: {
      read: async () => ({ token: { value: 't', obtainedAt: Date.now(), expiresAt: Date.now() + 3_600_000 } }),
      acquire: async () => false,
      write: async () => {},
      fail: async () => {},
    },
  });
  return authority.send(message);
}
const at = (port: number, scheme = 'http') => `${scheme}://127.0.0.1:${port}`;

/** Answers with these bytes once a request has come, and does with the connection what is left to do. */
const answering =
  (bytes: string | Buffer, then: (socket: Socket) => void = (socket) => socket.end()) =>
  (socket: Socket) =>
    socket.once('data', () => socket.write(bytes, () => then(socket)));
const head = (status: string, ...headers: string[]) =>
  `HTTP/1.1 ${status}\r\n${headers.map((one) => `${one}\r\n`).join('')}\r\n`;

describe('a call over a real connection', () => {
  it.each<[string, (socket: Socket) => void, object]>([
    [
      'is closed once the request was read',
      (socket) => socket.once('data', () => socket.destroy()),
      { cause: 'reset' },
    ],
    [
      'is reset once the request was read',
      (socket) => socket.once('data', () => socket.resetAndDestroy()),
      { cause: 'reset' },
    ],
    ['ends within the head of an answer', answering('HTTP/1.1 200 OK\r\nContent-'), { cause: 'reset' }],
    ['brings what is not HTTP', answering('220 mail.example ESMTP\r\n'), { cause: 'not-http' }],
    ['stays silent', () => undefined, { cause: 'timeout' }],
    [
      'brings half a head and stays silent',
      answering('HTTP/1.1 200 OK\r\nConte', () => undefined),
      { cause: 'timeout' },
    ],
  ])('[F3] [F21] [H7-E500t] that %s may have brought the message', async (_, serve, why) => {
    expect(await sentTo(at(await listening(serve)))).toMatchObject({
      ...{ kind: 'unavailable', httpStatus: null, mayHaveArrived: true, ...why },
    });
  });

  it('[F3] [H7-E500t] that is closed before anything is read has brought nothing, unless it was faster', async () => {
    const verdict = await sentTo(at(await listening((socket) => socket.end())));
    expect([
      { cause: 'connect-timeout', mayHaveArrived: false },
      { cause: 'reset', mayHaveArrived: true },
    ]).toContainEqual({
      cause: (verdict as { cause?: string }).cause,
      mayHaveArrived: (verdict as { mayHaveArrived?: boolean }).mayHaveArrived,
    });
  });

  it.each<[string, () => Promise<string>, object]>([
    ['nobody listens', async () => at(await closed()), { cause: 'refused', detail: 'ECONNREFUSED' }],
    [
      'the name is not known',
      async () => 'https://does-not-exist.invalid/dh7',
      { cause: 'dns', detail: expect.stringMatching(/^(ENOTFOUND|EAI_AGAIN)$/) },
    ],
    [
      'a TLS handshake is not answered',
      async () => at(await listening(() => undefined), 'https'),
      { cause: 'connect-timeout' },
    ],
    [
      'a TLS handshake is broken off',
      async () => at(await listening((socket) => socket.destroy()), 'https'),
      { cause: 'reset', detail: 'ECONNRESET' },
    ],
    [
      'a TLS handshake meets plain HTTP',
      async () => at(await listening(answering(head('400 Bad Request'))), 'https'),
      { cause: 'tls', detail: expect.stringMatching(/^ERR_SSL_/) },
    ],
  ])('[F3] [F21] has brought nothing where %s', async (_, url, why) => {
    expect(await sentTo(await url())).toMatchObject({
      ...{ kind: 'unavailable', httpStatus: null, mayHaveArrived: false, ...why },
    });
  });
});

describe('the body of an answer over a real connection', () => {
  const marked = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
  const errorOf = async (serve: (socket: Socket) => void) => {
    const verdict = await sentTo(at(await listening(serve)));
    return 'error' in verdict ? { kind: verdict.kind, ...verdict.error } : verdict;
  };

  it.each([
    ['as its Content-Type says', 'text/plain; charset=ISO-8859-1', Buffer.from('trame incompl\xe8te', 'latin1')],
    ['in quotes', 'text/plain; charset="iso-8859-1"', Buffer.from('trame incompl\xe8te', 'latin1')],
    ['as Latin where it says none', 'text/plain', Buffer.from('trame incompl\xe8te', 'latin1')],
    ['as UTF-8 where it says none', 'text/plain', Buffer.from('trame incomplète')],
    ['as UTF-16', 'text/plain; charset=utf-16le', Buffer.from('trame incomplète', 'utf16le')],
    ['as UTF-8 where nobody knows its charset', 'text/plain; charset=x-gun2', Buffer.from('trame incomplète')],
    ['as UTF-8 where a default names Latin', 'text/plain; charset=ISO-8859-1', Buffer.from('trame incomplète')],
    ['by its mark, whatever its Content-Type says', 'text/plain; charset=utf-8', marked('trame incomplète')],
    ['by its mark, with the bytes the other way', 'text/plain', marked('trame incomplète').swap16()],
  ])('[H7-E400] [F23] is read %s', async (_, type, body) => {
    const answer = Buffer.concat([
      Buffer.from(head('400 Bad Request', `Content-Type: ${type}`, `Content-Length: ${body.length}`)),
      body,
    ]);
    expect(await errorOf(answering(answer))).toEqual({
      kind: 'refused',
      errorDescription: expect.stringMatching(/^trame incompl[eè]te$/),
    });
  });

  it('[H7-E400] [F5] is not read to an end that never comes, nor kept', async () => {
    const part = 'x'.repeat(16_384);
    let written = 0;
    const endless = (socket: Socket) => {
      const more = () => {
        while (!socket.destroyed && socket.writable) {
          written += part.length;
          if (!socket.write(part)) break;
        }
      };
      socket.on('drain', more);
      socket.write(head('400 Bad Request', 'Content-Type: text/plain'));
      more();
    };
    const verdict = await errorOf((socket) => void socket.once('data', () => endless(socket)));
    expect(verdict).toEqual({
      kind: 'refused',
      errorDescription: expect.stringMatching(/^x{1900,1970} … \(at least \d+ more characters\)$/),
    });
    // The system's buffers are beyond us, so the limit is wide; two gigabytes would have been more.
    expect(written).toBeLessThan(50_000_000);
  });

  it('[H7-E400] is kept as far as it came, where it breaks off or stands still', async () => {
    const begun = `${head('400 Bad Request', 'Content-Type: application/json', 'Content-Length: 100')}{"errorCode":"E1",`;
    for (const then of [(socket: Socket) => void socket.destroy(), () => undefined])
      expect(await errorOf(answering(begun, then))).toEqual({
        kind: 'refused',
        errorDescription: '{"errorCode":"E1",',
      });
  });

  it('[H7-T1] counts for nothing after a 200, whether it breaks off, stands still or has no end', async () => {
    for (const then of [(socket: Socket) => void socket.destroy(), () => undefined])
      expect(await errorOf(answering(`${head('200 OK', 'Content-Length: 100')}{`, then))).toMatchObject({
        kind: 'accepted',
      });
  });

  it.each([
    ['429 Too Many Requests', '120', 120_000],
    ['503 Service Unavailable', () => new Date(Date.now() + 300_000).toUTCString(), 300_000],
    ['500 Internal Server Error', '86400', 900_000],
    ['503 Service Unavailable', 'soon', undefined],
    ['503 Service Unavailable', '-5', undefined],
    ['503 Service Unavailable', () => new Date(Date.now() - 60_000).toUTCString(), undefined],
  ])('[F21] %s asks with Retry-After %s to be left alone', async (status, given, expected) => {
    const after = typeof given === 'string' ? given : given();
    const verdict = (await sentTo(
      at(await listening(answering(head(status, `Retry-After: ${after}`, 'Content-Length: 0')))),
    )) as { kind: string; retryMs?: number };
    expect(verdict.kind).toBe('unavailable');
    if (expected === undefined) expect(verdict.retryMs).toBeUndefined();
    // A date has no fractions of a second, and the call took some.
    else expect(Math.abs((verdict.retryMs ?? 0) - expected)).toBeLessThan(5000);
  });
});
