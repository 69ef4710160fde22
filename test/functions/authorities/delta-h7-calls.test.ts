import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { deltaH7 } from '../../../functions/authorities/delta-h7/index.ts';
import type { AccessToken, OnTokenRequested, TokenStore } from '../../../functions/tokens/access-token.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';

const credentials = { clientId: 'client', clientSecret: 's3cret', username: 'technical', password: 'p w&d' };
const message = { path: '/declarations/creer', body: '{"header":{"lrn":"é"}}' };

interface Call {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A token that no other instance shares. */
function ownToken(): TokenStore {
  let token: AccessToken | undefined;
  return {
    read: async () => token,
    acquire: async () => true,
    write: async (written) => {
      token = written;
    },
    release: async () => {},
  };
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A customs server that answers as it is told, at a real address. */
async function customs(
  answer: (call: Call, response: ServerResponse, calls: Call[]) => void,
  lane: Record<string, unknown> = {},
  onTokenRequested: OnTokenRequested = () => {},
) {
  const calls: Call[] = [];
  server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const call = {
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(parts).toString(),
    };
    calls.push(call);
    answer(call, response, calls);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configured = deltaH7Lane.parse({
    baseUrl: `${url}/dh7/`,
    tokenUrl: `${url}/oauth2/token`,
    credentialsSecret: 'c',
    share: { perSecond: 10, perHour: 1000 },
    timeoutSeconds: 1,
    ...lane,
  });
  return {
    calls,
    authority: deltaH7({
      lane: configured,
      readSecret: async () => JSON.stringify(credentials),
      tokenStore: ownToken(),
      onTokenRequested,
    }),
  };
}

const isToken = ({ url }: Call) => url === '/oauth2/token';
const token = (value: string, more: object = {}) =>
  JSON.stringify({ access_token: value, token_type: 'Bearer', expires_in: 3600, ...more });
const json = (response: ServerResponse, status: number, body: string) =>
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);

describe('a call to Delta-H7', () => {
  it('[H7-T1] is a POST of JSON to base URL and endpoint, with a bearer token', async () => {
    const { calls, authority } = await customs((call, response) =>
      json(response, 200, isToken(call) ? token('t-1') : '{}'),
    );
    expect(await authority.send(message)).toEqual({ kind: 'accepted', httpStatus: 200 });
    expect(calls[1]).toMatchObject({
      method: 'POST',
      url: '/dh7/declarations/creer',
      headers: {
        authorization: 'Bearer t-1',
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(message.body)),
      },
      body: message.body,
    });
  });

  it('[H7-A1] has its token from the password grant, and uses it for its life', async () => {
    const { calls, authority } = await customs((call, response) =>
      json(response, 200, isToken(call) ? token('t-1') : '{}'),
    );
    await Promise.all([authority.send(message), authority.send(message)]);
    await authority.send(message);
    expect(calls.filter(isToken)).toHaveLength(1);
    const [grant] = calls;
    expect(grant?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(Object.fromEntries(new URLSearchParams(grant?.body))).toEqual({
      grant_type: 'password',
      client_id: 'client',
      client_secret: 's3cret',
      username: 'technical',
      password: 'p w&d',
    });
  });

  it('[H7-A1] proves the client in the header where that is configured', async () => {
    const { calls, authority } = await customs(
      (call, response) => json(response, 200, isToken(call) ? token('t-1') : '{}'),
      {
        clientAuthentication: 'basic',
        scope: 'dh7',
      },
    );
    await authority.send(message);
    expect(calls[0]?.headers.authorization).toBe(`Basic ${Buffer.from('client:s3cret').toString('base64')}`);
    expect(Object.fromEntries(new URLSearchParams(calls[0]?.body))).toEqual({
      grant_type: 'password',
      username: 'technical',
      password: 'p w&d',
      scope: 'dh7',
    });
  });

  it.each([
    ['fails', 500, '{}', 'OAUTH_RESPONSE_IS_NOT_CONFORM'],
    ['holds no token', 200, '{"token_type":"Bearer"}', 'OAUTH_INVALID_RESPONSE'],
  ])('says why where a token answer %s, and is unavailable', async (_, status, body, code) => {
    const failures: unknown[] = [];
    const { authority } = await customs(
      (_call, response) => json(response, status, body),
      {},
      (failure) => failures.push(failure?.error),
    );
    expect(await authority.send(message)).toMatchObject({ kind: 'unavailable', httpStatus: null });
    expect(failures).toEqual([expect.objectContaining({ name: 'NoToken', code })]);
  });

  it('takes a token answer without media type, type or life', async () => {
    const { authority } = await customs((call, response) =>
      response.writeHead(200).end(isToken(call) ? '{"access_token":"t-1"}' : ''),
    );
    expect(await authority.send(message)).toMatchObject({ kind: 'accepted' });
  });

  it('[H7-E401] renews the token once and tries once more', async () => {
    const { calls, authority } = await customs((call, response, all) => {
      if (isToken(call)) json(response, 200, token(`t-${all.filter(isToken).length}`));
      else json(response, call.headers.authorization === 'Bearer t-2' ? 200 : 401, '{}');
    });
    expect(await authority.send(message)).toMatchObject({ kind: 'accepted' });
    expect(calls.map(({ url }) => url)).toEqual([
      '/oauth2/token',
      '/dh7/declarations/creer',
      '/oauth2/token',
      '/dh7/declarations/creer',
    ]);
  });

  it('[H7-E401] gives up after a second 401', async () => {
    const { calls, authority } = await customs((call, response) =>
      json(response, isToken(call) ? 200 : 401, isToken(call) ? token('t') : '{"errorCode":"E"}'),
    );
    expect(await authority.send(message)).toEqual({ kind: 'unauthorised', httpStatus: 401, error: { errorCode: 'E' } });
    expect(calls).toHaveLength(4);
  });

  it('is unauthorised where customs gives no token, and says nothing of the credentials', async () => {
    const { authority } = await customs((_, response) =>
      json(response, 400, '{"error":"invalid_grant","error_description":"for technical"}'),
    );
    const verdict = await authority.send(message);
    expect(verdict).toMatchObject({ kind: 'unauthorised', error: { errorCode: 'invalid_grant' } });
    expect(JSON.stringify(verdict)).not.toMatch(/s3cret|p w|technical/);
  });

  it('[F3] is unavailable where the token endpoint is down: the message was never called', async () => {
    for (const breaks of [false, true]) {
      const { authority } = await customs(
        (_, response) => void (breaks ? response.destroy() : response.writeHead(500).end()),
      );
      expect(await authority.send(message)).toMatchObject({ kind: 'unavailable', mayHaveArrived: false });
    }
  });

  it('[F3] has not arrived where the connection is refused, or the name is unknown', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    for (const baseUrl of [`http://127.0.0.1:${port}`, 'https://customs.invalid']) {
      const { authority } = await customs((_, response) => json(response, 200, token('t')), { baseUrl });
      expect(await authority.send(message)).toMatchObject({ kind: 'unavailable', mayHaveArrived: false });
    }
  });

  it('[H7-E500t] is unavailable where no answer comes in time, or the connection breaks', async () => {
    const { authority } = await customs((call, response) => {
      if (isToken(call)) json(response, 200, token('t'));
      else if (call.body === 'break') response.destroy();
    });
    expect(await authority.send(message)).toEqual({
      kind: 'unavailable',
      httpStatus: null,
      error: { errorDescription: 'no answer in time' },
      mayHaveArrived: true,
    });
    expect(await authority.send({ ...message, body: 'break' })).toMatchObject({
      kind: 'unavailable',
      httpStatus: null,
      mayHaveArrived: true,
    });
  });

  it('follows no redirect', async () => {
    const { calls, authority } = await customs((call, response) => {
      if (isToken(call)) json(response, 200, token('t'));
      else response.writeHead(307, { Location: '/elsewhere' }).end();
    });
    expect(await authority.send(message)).toMatchObject({ kind: 'misdirected', httpStatus: 307 });
    expect(calls.some(({ url }) => url === '/elsewhere')).toBe(false);
  });

  it('carries the headers that are configured, never instead of its own', async () => {
    const { calls, authority } = await customs(
      (call, response) => json(response, 200, isToken(call) ? token('t') : '{}'),
      {
        extraHeaders: { messageCode: 'H7', Authorization: 'Bearer forged' },
      },
    );
    await authority.send(message);
    expect(calls[1]?.headers).toMatchObject({ messagecode: 'H7', authorization: 'Bearer t' });
  });
});
