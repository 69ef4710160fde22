import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { contractResponses } from '../../infra/callbacks/contract-responses.ts';
import {
  type ApiDefinition,
  type ApiResource,
  type GatewayResponse,
  rootResource,
} from '../../local/api/definition.ts';
import { allowedBy, resourcePolicy } from '../../local/api/resource-policy.ts';
import { findRoute } from '../../local/api/route.ts';
import { ApiServer } from '../../local/api/server.ts';
import { refusalBody } from '../../schemas/callback-answer.ts';
import { region } from './support/clients.ts';

interface Setup {
  routes: Record<string, (event: ProxyEvent) => unknown>;
  gatewayResponses?: Record<string, Partial<GatewayResponse>>;
  binaryMediaTypes?: string[];
  allows?: ApiDefinition['allows'];
  throttle?: ApiDefinition['throttle'];
  timeoutMs?: number;
}

type ProxyEvent = Record<string, unknown> & { requestContext: Record<string, unknown> };

/** Adds `POST /a/{b}` to a tree. */
function resourceAt(root: ApiResource, path: string): ApiResource {
  let resource = root;
  for (const part of path.split('/').filter(Boolean)) {
    let child = resource.children.find((entry) => entry.part === part);
    if (!child) {
      child = { ...rootResource(`${resource.id}-${part}`), part, path: `${resource.path.replace(/\/$/, '')}/${part}` };
      resource.children.push(child);
    }
    resource = child;
  }
  return resource;
}

function apiOf({
  routes,
  gatewayResponses = {},
  binaryMediaTypes = [],
  allows,
  throttle,
  timeoutMs = 29_000,
}: Setup): ApiDefinition {
  const root = rootResource('root');
  for (const [route, answer] of Object.entries(routes)) {
    const [method = '', path = ''] = route.split(' ');
    const invoke = async (event: unknown) => answer(event as ProxyEvent);
    resourceAt(root, path).methods.set(method, { timeoutMs, invoke });
  }
  const forms = Object.entries(gatewayResponses).map(
    ([type, form]) => [type, { templates: {}, headers: {}, ...form }] as const,
  );
  return {
    id: 'api',
    name: 'an-api',
    stage: 'callbacks',
    region,
    binaryMediaTypes,
    root,
    gatewayResponses: new Map(forms),
    ...(allows && { allows }),
    ...(throttle && { throttle }),
  };
}

async function serve(setup: Setup): Promise<string> {
  const lines: string[] = [];
  const server = new ApiServer((line) => lines.push(line));
  const port = await server.listen();
  server.open(apiOf(setup));
  onTestFinished(async () => {
    await server.close(0);
    expect(lines).toEqual([]);
  });
  return `http://127.0.0.1:${port}`;
}

const ok = () => ({ statusCode: 200 });
/** Answers with the event itself. */
const echo = (event: ProxyEvent) => ({ statusCode: 200, body: JSON.stringify(event) });

describe('routes', () => {
  const { root } = apiOf({
    routes: {
      'ANY /': ok,
      'ANY /{proxy+}': ok,
      'POST /declarations/{reference}/etats': ok,
      'POST /declarations/erreurs/etats': ok,
      'GET /declarations/{reference}': ok,
      'ANY /files/{path+}': ok,
    },
  });

  it.each([
    ['GET', '/', '/', {}],
    ['POST', '/declarations/X1/etats', '/declarations/{reference}/etats', { reference: 'X1' }],
    ['POST', '/declarations/X1/etats/', '/declarations/{reference}/etats', { reference: 'X1' }],
    ['POST', '/declarations/a%2Fb%20c/etats', '/declarations/{reference}/etats', { reference: 'a/b c' }],
    ['POST', '/declarations/%zz/etats', '/declarations/{reference}/etats', { reference: '%zz' }],
    ['POST', '/declarations/erreurs/etats', '/declarations/erreurs/etats', {}],
    ['GET', '/declarations/erreurs', '/declarations/{reference}', { reference: 'erreurs' }],
    // A resource without the method gives way to a less specific one, as measured on AWS.
    ['GET', '/declarations/X1/etats', '/{proxy+}', { proxy: 'declarations/X1/etats' }],
    ['POST', '/declarations', '/{proxy+}', { proxy: 'declarations' }],
    ['GET', '/declarations//etats', '/{proxy+}', { proxy: 'declarations//etats' }],
    ['PUT', '/files/a/b%20c', '/files/{path+}', { path: 'a/b c' }],
  ])('%s %s goes to %s', (method, path, resource, parameters) => {
    const route = findRoute(root, method, path);
    expect([route?.resource.path, route?.parameters]).toEqual([resource, parameters]);
  });

  it('are missing if no resource has the method', () => {
    const only = apiOf({ routes: { 'POST /a': ok } }).root;
    expect(findRoute(only, 'GET', '/a')).toBeUndefined();
    expect(findRoute(only, 'POST', '/b')).toBeUndefined();
    expect(findRoute(only, 'POST', '/a/b')).toBeUndefined();
    expect(findRoute(only, 'POST', '/')).toBeUndefined();
  });
});

describe('the event of a function', () => {
  it('has the form of a REST API, version 1', async () => {
    const url = await serve({ routes: { 'POST /declarations/{reference}/etats': echo } });
    const response = await fetch(`${url}/declarations/X%201/etats?a=1&b=2&a=3%20`, {
      method: 'POST',
      headers: { 'X-Mixed-Case': 'kept', 'content-type': 'application/json', 'user-agent': 'customs/1' },
      body: '{"état":1}',
    });
    const event = (await response.json()) as ProxyEvent;
    expect(event).toMatchObject({
      resource: '/declarations/{reference}/etats',
      path: '/declarations/X%201/etats',
      httpMethod: 'POST',
      queryStringParameters: { a: '3 ', b: '2' },
      multiValueQueryStringParameters: { a: ['1', '3 '], b: ['2'] },
      pathParameters: { reference: 'X 1' },
      stageVariables: null,
      body: '{"état":1}',
      isBase64Encoded: false,
      headers: { 'X-Forwarded-For': '127.0.0.1', 'X-Forwarded-Proto': 'https', 'content-type': 'application/json' },
      multiValueHeaders: { 'X-Forwarded-For': ['127.0.0.1'], 'content-type': ['application/json'] },
      requestContext: {
        accountId: '000000000000',
        apiId: 'api',
        stage: 'callbacks',
        httpMethod: 'POST',
        resourcePath: '/declarations/{reference}/etats',
        path: '/declarations/X%201/etats',
        protocol: 'HTTP/1.1',
        requestId: response.headers.get('x-amzn-requestid'),
        identity: { sourceIp: '127.0.0.1', userAgent: 'customs/1' },
        requestTime: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
      },
    });
  });

  it('has headers in the case of the caller, with the last value and all values of each', async () => {
    const url = new URL(await serve({ routes: { 'GET /': echo } }));
    const socket = connect(Number(url.port), url.hostname);
    socket.write(
      'GET / HTTP/1.1\r\nHost: h\r\nX-Two: 1\r\nX-Two: 2\r\nauthorization: Bearer t\r\nConnection: close\r\n\r\n',
    );
    let text = '';
    socket.on('data', (part) => {
      text += String(part);
    });
    await once(socket, 'close');
    const { headers, multiValueHeaders } = JSON.parse(text.slice(text.indexOf('\r\n\r\n'))) as Record<string, object>;
    expect(headers).toMatchObject({ Host: 'h', 'X-Two': '2', authorization: 'Bearer t' });
    expect(multiValueHeaders).toMatchObject({ 'X-Two': ['1', '2'] });
  });

  it('has null for missing parts', async () => {
    const url = await serve({ routes: { 'GET /': echo } });
    expect(await (await fetch(url)).json()).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  it.each([
    [[], 'application/json', false],
    [['*/*'], 'application/json', true],
    [['application/octet-stream'], 'application/json', false],
    [['application/octet-stream'], 'application/octet-stream; x=y', true],
    [['image/*'], 'image/png', true],
  ])('has a binary body if the API says so: %j, %s', async (binaryMediaTypes, type, binary) => {
    const url = await serve({ routes: { 'POST /': echo }, binaryMediaTypes });
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': type }, body: 'é' });
    const body = binary ? Buffer.from('é').toString('base64') : 'é';
    expect(await response.json()).toMatchObject({ body, isBase64Encoded: binary });
  });
});

describe("a function's answer", () => {
  it('is passed on with its headers and its body', async () => {
    const url = await serve({
      routes: {
        'GET /': () => ({
          statusCode: 418,
          headers: { 'Content-Type': 'text/plain', 'WWW-Authenticate': 'Bearer', 'Content-Length': '999' },
          multiValueHeaders: { 'X-Two': ['1', '2'] },
          body: 'short and stout',
        }),
      },
    });
    const response = await fetch(url);
    expect([response.status, await response.text()]).toEqual([418, 'short and stout']);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/plain',
      'x-two': '1, 2',
      // A trap of API Gateway's: a function cannot set this header.
      'x-amzn-remapped-www-authenticate': 'Bearer',
      'content-length': '15',
    });
  });

  it('is JSON unless it says otherwise', async () => {
    const url = await serve({ routes: { 'GET /': ok } });
    expect((await fetch(url)).headers.get('content-type')).toBe('application/json');
  });

  it.each([
    [['*/*'], 'é'],
    [[], Buffer.from('é').toString('base64')],
  ])('in base64 is decoded if the API takes %j for binary', async (binaryMediaTypes, text) => {
    const answer = { statusCode: 200, body: Buffer.from('é').toString('base64'), isBase64Encoded: true };
    const url = await serve({ routes: { 'GET /': () => answer }, binaryMediaTypes });
    expect(await (await fetch(url)).text()).toBe(text);
  });

  it.each([
    ['nothing', undefined],
    ['text', 'ok'],
    ['no status', { body: 'x' }],
    ['a wrong status', { statusCode: 'fine' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['a header that is no text', { statusCode: 200, headers: { a: {} } }],
    ['a single value where a list should be', { statusCode: 200, multiValueHeaders: { a: 'b' } }],
  ])('that is %s is answered with 502', async (_, answer) => {
    const url = await serve({ routes: { 'GET /': () => answer } });
    const response = await fetch(url);
    expect([response.status, await response.json()]).toEqual([502, { message: 'Internal server error' }]);
    expect(response.headers.get('x-amzn-errortype')).toBe('InternalServerErrorException');
  });
});

describe("API Gateway's own errors", () => {
  const failing = () => {
    throw new Error('not told');
  };

  it.each([
    ['an unknown path', 'GET', '/none', undefined, 403, 'Missing Authentication Token'],
    ['an unknown method', 'PUT', '/ok', undefined, 403, 'Missing Authentication Token'],
    ['an unknown path with a token', 'GET', '/none', 'Bearer t', 403, expect.stringContaining('key=value pair')],
    ['a function that fails', 'GET', '/fails', undefined, 502, 'Internal server error'],
    ['a function that is late', 'GET', '/late', undefined, 504, 'Endpoint request timed out'],
  ])('%s', async (_, method, path, authorization, status, message) => {
    const late = () => new Promise(() => {});
    const url = await serve({ routes: { 'GET /ok': ok, 'GET /fails': failing, 'GET /late': late }, timeoutMs: 30 });
    const response = await fetch(url + path, { method, ...(authorization && { headers: { authorization } }) });
    expect([response.status, await response.json()]).toEqual([status, { message }]);
  });

  it('a body above ten megabytes is refused, and one that makes more of an event than a function takes', async () => {
    let bytes = 0;
    const count = ({ body }: ProxyEvent) => {
      bytes = String(body).length;
      return ok();
    };
    const url = await serve({ routes: { 'POST /': count } });
    const [most, mostOfEvent, taken] = [10, 6, 5.9].map((megabytes) => Math.floor(megabytes * 1024 * 1024)) as [
      number,
      number,
      number,
    ];
    expect((await fetch(url, { method: 'POST', body: 'x'.repeat(taken) })).status).toBe(200);
    for (const [length, limit] of [
      [mostOfEvent, mostOfEvent],
      [most + 1, most],
    ] as const) {
      const refused = await fetch(url, { method: 'POST', body: 'x'.repeat(length) });
      expect([refused.status, await refused.json()]).toEqual([
        413,
        { message: `HTTP content length exceeded ${limit} bytes.` },
      ]);
    }
    expect(bytes).toBe(taken);
  });

  it('calls above the rate are throttled', async () => {
    const url = await serve({ routes: { 'GET /': ok }, throttle: { rate: 0.001, burst: 2 } });
    const statuses = [];
    for (let call = 0; call < 3; call += 1) statuses.push((await fetch(url)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('a caller that the resource policy does not name is denied', async () => {
    const statusUnder = async (...ranges: string[]) => {
      const Condition = { IpAddress: { 'aws:SourceIp': ranges } };
      const statement = { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'execute-api:Invoke', Resource: '*' };
      const policy = resourcePolicy.parse({ Version: '2012-10-17', Statement: [{ ...statement, Condition }] });
      return (await fetch(await serve({ routes: { 'GET /': ok }, allows: allowedBy(policy) }))).status;
    };
    expect(await statusUnder('127.0.0.0/8')).toBe(200);
    expect(await statusUnder('127.0.0.1')).toBe(200);
    expect(await statusUnder('10.0.0.0/8', '127.0.0.0/8')).toBe(200);
    expect(await statusUnder('10.0.0.0/8')).toBe(403);
    expect(await statusUnder('fd00::/8')).toBe(403);
  });

  it.each([
    ['no HTTP', 'what is this\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nxx', 400],
    ['a header without end', `GET / HTTP/1.1\r\nX: ${'x'.repeat(70_000)}\r\n\r\n`, 400],
    ['a tunnel', 'CONNECT elsewhere:443 HTTP/1.1\r\nHost: x\r\n\r\n', 400],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 200],
    ['an expectation of its own', 'GET / HTTP/1.1\r\nExpect: miracles\r\nConnection: close\r\n\r\n', 200],
    ['an upgrade', 'GET / HTTP/1.1\r\nConnection: Upgrade, close\r\nUpgrade: h2c\r\n\r\n', 200],
  ])('a call with %s has an answer of the template', async (_, text, status) => {
    const form = { statusCode: 400, templates: { 'application/json': '{"form":"ours"}' } };
    const url = new URL(await serve({ routes: { 'GET /': ok }, gatewayResponses: { DEFAULT_4XX: form } }));
    const socket = connect(Number(url.port), url.hostname);
    socket.on('error', () => {});
    socket.write(text);
    let answer = '';
    socket.on('data', (part) => {
      answer += String(part);
    });
    await once(socket, 'close');
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    if (status !== 200) expect(answer).toMatch(/\{"form":"ours"\}$/);
  });

  it.each([
    ['a function that fails', '/fails', {}, undefined, 500],
    ['a function that is late', '/late', {}, undefined, 500],
    ['an answer that is none', '/none-such', {}, undefined, 500],
    ['too many calls', '/ok', { throttle: { rate: 0.001, burst: 0 } }, undefined, 500],
    ['an address that is not let in', '/ok', { allows: () => false }, undefined, 401],
    ['a path without a route', '/none', {}, undefined, 404],
    ['a body that is too large', '/ok', {}, 10 * 1024 * 1024 + 1, 400],
    ['a body that is too large for a function', '/ok', {}, 7 * 1024 * 1024, 400],
  ])("[H7-R1] in the forms of the stack are the contract's: %s", async (_, path, setup, bytes, status) => {
    const forms = Object.entries(contractResponses).map(([type, { status: statusCode, ...refusal }]) => {
      return [type, { statusCode, templates: { 'application/json': refusalBody(refusal) } }];
    });
    const url = await serve({
      routes: {
        'ANY /ok': ok,
        'ANY /fails': failing,
        'ANY /late': () => new Promise(() => {}),
        'ANY /none-such': () => 'no answer',
      },
      timeoutMs: 100,
      gatewayResponses: Object.fromEntries(forms),
      ...setup,
    });
    const response = await fetch(`${url}${path}`, { method: 'POST', body: 'x'.repeat(bytes ?? 1) });
    expect([response.status, await response.json()]).toEqual([
      status,
      { errorCode: expect.any(String), errorDescription: expect.any(String) },
    ]);
  });

  it('have the form of the template, or that of their class', async () => {
    const url = await serve({
      routes: { 'GET /fails': failing },
      gatewayResponses: {
        MISSING_AUTHENTICATION_TOKEN: {
          statusCode: 404,
          templates: {
            'application/json': '{"errorCode":"UNKNOWN_URL","errorDescription":$context.error.messageString}',
          },
          headers: { 'X-Fixed': 'yes' },
        },
        DEFAULT_4XX: {
          templates: { 'text/plain': '$context.error.responseType of $context.httpMethod $context.path' },
        },
        DEFAULT_5XX: {
          statusCode: 500,
          templates: {
            'application/json': `{"message":"$context.error.message","id":"$\{context.requestId}","no":"$context.none"}`,
          },
        },
      },
    });
    const unknown = await fetch(`${url}/none`);
    expect([unknown.status, await unknown.json(), unknown.headers.get('x-fixed')]).toEqual([
      404,
      { errorCode: 'UNKNOWN_URL', errorDescription: 'Missing Authentication Token' },
      'yes',
    ]);
    const signed = await fetch(`${url}/none?q=1`, { headers: { authorization: 'Bearer t' } });
    expect([signed.status, await signed.text()]).toEqual([403, 'INVALID_SIGNATURE of GET /none']);
    expect(signed.headers.get('content-type')).toBe('text/plain');
    const failed = await fetch(`${url}/fails`);
    const id = failed.headers.get('x-amzn-requestid');
    expect([failed.status, await failed.json()]).toEqual([500, { message: 'Internal server error', id, no: '' }]);
  });
});

describe('the server', () => {
  it('answers 503 until the machine is ready', async () => {
    const server = new ApiServer(() => {});
    const port = await server.listen();
    onTestFinished(() => server.close(0));
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(503);
  });

  it('lets requests in flight end when it closes, and takes no more', async () => {
    const server = new ApiServer(() => {});
    const port = await server.listen();
    let answer: (value: unknown) => void = () => {};
    let called = () => {};
    const inFlight = new Promise<void>((resolve) => {
      called = resolve;
    });
    const slow = () => {
      called();
      return new Promise((resolve) => {
        answer = resolve;
      });
    };
    server.open(apiOf({ routes: { 'GET /': slow } }));
    const response = fetch(`http://127.0.0.1:${port}/`);
    await inFlight;
    const closed = server.close(5000);
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    answer({ statusCode: 200, body: 'done' });
    expect(await (await response).text()).toBe('done');
    await closed;
  });

  it('names a port that is taken', async () => {
    const server = new ApiServer(() => {});
    const port = await server.listen();
    onTestFinished(() => server.close(0));
    await expect(new ApiServer(() => {}).listen(port)).rejects.toMatchObject({
      code: 'port',
      faults: [expect.stringContaining(`Port ${port} on 127.0.0.1 is in use`)],
    });
  });
});
