import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { unpaced } from '../../../functions/authorities/calling/pace.ts';
import { deltaH7Authority } from '../../../functions/authorities/delta-h7/index.ts';
import type { OnTokenRequested, SharedToken, TokenStore } from '../../../functions/tokens/access-token.ts';
import { deltaH7Lane } from '../../../schemas/delta-h7/lane.ts';

const credentials = { clientId: 'client', clientSecret: 's3cret', username: 'technical', password: 'p w&d' };
const message = {
  message: 'Creation_H7',
  path: '/declarations/creer',
  asks: 0,
  mayHaveArrived: false,
  body: '{"header":{"lrn":"é"}}',
};

interface Call {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A token that no other instance shares. */
function ownToken(): TokenStore {
  let shared: SharedToken = {};
  return {
    read: async () => shared,
    acquire: async () => true,
    write: async (token) => {
      shared = { token };
    },
    fail: async (failed) => {
      shared = { ...shared, failed };
    },
  };
}

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A customs server at a real address, with answers that a test decides. */
async function customs(
  answer: (call: Call, response: ServerResponse, calls: Call[]) => void,
  lane: Record<string, unknown> = {},
  onTokenRequested: OnTokenRequested = () => {},
  tokenStore = ownToken(),
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
    authority: deltaH7Authority({
      lane: configured,
      readSecret: async () => ({ value: JSON.stringify(credentials) }),
      tokenStore,
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
    ['of 500', 500, '{}', { kind: 'unavailable', detail: 'http-500' }],
    ['of 429', 429, '{}', { kind: 'unavailable', detail: 'http-429', retryMs: 120_000 }],
    ['of 408', 408, '', { kind: 'unavailable', detail: 'http-408' }],
    ['of 404', 404, '{"error":"invalid_client"}', { kind: 'misdirected', detail: 'http-404' }],
    ['of 302', 302, '', { kind: 'misdirected', detail: 'http-302' }],
    ['that finds the scope wrong', 400, '{"error":"invalid_scope"}', { kind: 'misdirected', detail: 'invalid_scope' }],
    ['without a token', 200, '{"token_type":"Bearer"}', { kind: 'unavailable', detail: 'no-token' }],
    ['that is a page', 200, '<html>', { kind: 'unavailable', detail: 'no-token' }],
  ])(
    '[H7-A1] [F19] is not refused credentials where the token endpoint has an answer %s',
    async (_, status, body, why) => {
      const failures: unknown[] = [];
      const { calls, authority } = await customs(
        (_call, response) => response.writeHead(status, { 'Retry-After': '120' }).end(body),
        {},
        (failure) => failures.push(failure?.error),
      );
      expect(await authority.send(message)).toMatchObject({ ...why, httpStatus: null, cause: 'token-endpoint' });
      expect(failures).toEqual([expect.objectContaining({ name: 'TokenFailure', code: 'TOKEN_FAILED' })]);
      expect(calls).toHaveLength(1);
    },
  );

  it.each([
    [400, '{"error":"invalid_grant"}', 'invalid_grant'],
    [401, '{"error":"invalid_client"}', 'invalid_client'],
    [400, '{"error":"unauthorized_client"}', 'unauthorized_client'],
    [401, 'Unauthorized', 'http-401'],
    [403, '{"error":"account of technical is locked"}', 'http-403'],
    [400, '{}', 'http-400'],
  ])('[H7-A1] [F19] knows refused credentials: %i %s', async (status, body, detail) => {
    const { authority } = await customs((_, response) => json(response, status, body));
    const verdict = await authority.send(message);
    expect(verdict).toMatchObject({ kind: 'unauthorised', cause: 'credentials', detail, httpStatus: null });
    // [H7-A1] Nothing of the credentials, nor of what the endpoint wrote.
    expect(JSON.stringify(verdict)).not.toMatch(/s3cret|p w|technical/);
  });

  it.each([
    ['BearerToken', { token_type: 'BearerToken' }],
    ['no type', { token_type: undefined }],
    ['a type that is no text', { token_type: 7 }],
    ['an id_token of a foreign issuer', { id_token: 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2Vsc2V3aGVyZSJ9.' }],
    ['an empty refresh_token', { refresh_token: '' }],
    ['a scope as a list', { scope: ['a', 'b'] }],
    ['an error beside it', { error: 'none' }],
  ])('[H7-A1] [F18] takes a token with %s', async (_, more) => {
    const { authority } = await customs((call, response) =>
      json(response, 200, isToken(call) ? token('t-1', more) : '{}'),
    );
    expect(await authority.send(message)).toMatchObject({ kind: 'accepted' });
  });

  it.each([
    [3600, 3600],
    ['3600', 3600],
    [0.5, 0.5],
    ...[-1, '', 0, null, undefined, 'soon', [], {}, true, 1_795_000_000, '-5', 'NaN', '1e999'].map((life) => [
      life,
      300,
    ]),
  ])('[H7-A2] [F18] lives for %j as %i seconds', async (life, seconds) => {
    const store = ownToken();
    const { authority } = await customs(
      (call, response) => json(response, 200, isToken(call) ? token('t-1', { expires_in: life }) : '{}'),
      {},
      () => {},
      store,
    );
    expect(await authority.send(message)).toMatchObject({ kind: 'accepted' });
    const { obtainedAt = 0, expiresAt = 0 } = (await store.read()).token ?? {};
    expect(expiresAt - obtainedAt).toBe((seconds as number) * 1000);
  });

  it.each([['""'], ['"two words"'], ['"a\\r\\nb"'], ['7'], ['null'], ['"\\u00e9"']])(
    '[H7-A1] has no use for %s as a token: no header carries it',
    async (value) => {
      const { calls, authority } = await customs((_, response) => json(response, 200, `{"access_token":${value}}`));
      expect(await authority.send(message)).toMatchObject({ cause: 'token-endpoint', detail: 'no-token' });
      expect(calls).toHaveLength(1);
    },
  );

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

  it('[H7-E401] [H7-E500a] is not made again where the lane has stopped meanwhile', async () => {
    const { authority, calls } = await customs((call, response) =>
      json(response, isToken(call) ? 200 : 401, isToken(call) ? token(`t-${calls.length}`) : '{}'),
    );
    expect(await authority.send(message, { ...unpaced, further: async () => false })).toMatchObject({
      kind: 'unauthorised',
      httpStatus: 401,
    });
    expect(calls.filter((call) => !isToken(call))).toHaveLength(1);
  });

  it('[H7-E401] gives up after a second 401', async () => {
    const { calls, authority } = await customs((call, response, all) =>
      json(
        response,
        isToken(call) ? 200 : 401,
        isToken(call) ? token(`t-${all.filter(isToken).length}`) : '{"errorCode":"E"}',
      ),
    );
    expect(await authority.send(message)).toMatchObject({
      ...{ kind: 'unauthorised', cause: 'http-401', httpStatus: 401, error: { errorCode: 'E' } },
    });
    expect(calls).toHaveLength(4);
  });

  it('[H7-E401] [F6] is not made again where the token endpoint gives the token again that was refused', async () => {
    const { calls, authority } = await customs((call, response) =>
      json(response, isToken(call) ? 200 : 401, isToken(call) ? token('t') : '{}'),
    );
    expect(await authority.send(message)).toMatchObject({ kind: 'unauthorised', cause: 'http-401' });
    expect(calls.map(({ url }) => url)).toEqual(['/oauth2/token', '/dh7/declarations/creer', '/oauth2/token']);
  });

  it('[H7-E401] [F6] is not made again with a token that was just refused', async () => {
    let given = 0;
    const { calls, authority } = await customs((call, response) => {
      if (isToken(call)) json(response, 200, token(`t-${++given}`));
      else json(response, 401, '{}');
    });
    await authority.send(message);
    calls.length = 0;
    // Within the cooldown of the token that came in place of the first.
    for (let n = 0; n < 3; n += 1)
      expect(await authority.send(message)).toMatchObject({ kind: 'unauthorised', cause: 'http-401' });
    expect(calls.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill('Bearer t-2'));
  });

  it('[H7-A3] [F19] has no token from where the token endpoint redirects to: nothing is sent there', async () => {
    const { calls, authority } = await customs((call, response) => {
      if (isToken(call)) response.writeHead(307, { Location: '/elsewhere' }).end();
      else json(response, 200, token('t'));
    });
    expect(await authority.send(message)).toMatchObject({
      ...{ kind: 'misdirected', cause: 'token-endpoint', detail: 'http-307', httpStatus: null },
    });
    expect(calls.map(({ url }) => url)).toEqual(['/oauth2/token']);
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
    expect(await authority.send(message)).toMatchObject({
      ...{ kind: 'unavailable', cause: 'timeout', httpStatus: null, mayHaveArrived: true },
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
    expect(await authority.send(message)).toMatchObject({ kind: 'misdirected', cause: 'http-307', httpStatus: 307 });
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
