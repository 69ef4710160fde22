import type { IncomingMessage } from 'node:http';
import type { ApiDefinition } from './definition.ts';
import type { ApiRoute } from './route.ts';

export interface ProxyRequest {
  message: Pick<IncomingMessage, 'method' | 'headers' | 'rawHeaders' | 'httpVersion'> & {
    socket: { remoteAddress?: string | undefined };
  };
  /** The path as it was called, without its query. */
  path: string;
  query: URLSearchParams;
  body: Buffer;
  binary: boolean;
  requestId: string;
  at: Date;
}

/** The event of a Lambda proxy integration, version 1, as a regional REST API makes it. */
export function proxyEvent(api: ApiDefinition, route: ApiRoute, request: ProxyRequest): Record<string, unknown> {
  const { message, path, query, body, binary, requestId, at } = request;
  const sourceIp = addressOf(message);
  const headers = headersOf(message, sourceIp);
  const host = message.headers.host ?? '';
  return {
    resource: route.resource.path,
    path,
    httpMethod: message.method,
    headers: headers && lastOfEach(headers),
    multiValueHeaders: headers,
    queryStringParameters: query.size === 0 ? null : Object.fromEntries(query),
    multiValueQueryStringParameters:
      query.size === 0 ? null : Object.fromEntries([...query.keys()].map((name) => [name, query.getAll(name)])),
    pathParameters: Object.keys(route.parameters).length === 0 ? null : route.parameters,
    stageVariables: null,
    requestContext: {
      accountId: '000000000000',
      apiId: api.id,
      domainName: host,
      domainPrefix: host.split('.')[0],
      extendedRequestId: requestId,
      httpMethod: message.method,
      identity: identityOf(sourceIp, message.headers['user-agent'] ?? null),
      // Behind a custom domain the stage is no part of the path.
      path,
      protocol: `HTTP/${message.httpVersion}`,
      requestId,
      requestTime: commonLogTime(at),
      requestTimeEpoch: at.getTime(),
      resourceId: route.resource.id,
      resourcePath: route.resource.path,
      stage: api.stage,
    },
    body: body.length === 0 ? null : body.toString(binary ? 'base64' : 'utf8'),
    isBase64Encoded: binary && body.length > 0,
  };
}

/** True if the API takes a media type for binary. */
export function isBinary(api: ApiDefinition, mediaType: string | undefined): boolean {
  return api.binaryMediaTypes.some((binary) => {
    if (binary === '*/*') return true;
    if (mediaType === undefined) return false;
    return binary.endsWith('/*') ? mediaType.startsWith(binary.slice(0, -1)) : binary === mediaType;
  });
}

/** The media type of a header's value, without parameters. */
export function mediaTypeOf(value: string | undefined): string | undefined {
  return value?.split(';')[0]?.trim().toLowerCase() || undefined;
}

/** Every header in the caller's own case, with those that API Gateway adds. */
function headersOf(message: ProxyRequest['message'], sourceIp: string): Record<string, string[]> {
  // Without a prototype: a caller may name a header after what would be in it.
  const headers: Record<string, string[]> = Object.create(null);
  const { rawHeaders } = message;
  for (let place = 0; place < rawHeaders.length; place += 2) {
    const name = rawHeaders[place] ?? '';
    if (/^(connection|transfer-encoding|content-length|keep-alive)$/i.test(name)) continue;
    const values = headers[name] ?? [];
    values.push(rawHeaders[place + 1] ?? '');
    headers[name] = values;
  }
  const forwarded = message.headers['x-forwarded-for'];
  headers['X-Forwarded-For'] = [forwarded ? `${String(forwarded)}, ${sourceIp}` : sourceIp];
  headers['X-Forwarded-Proto'] = ['https'];
  headers['X-Forwarded-Port'] = ['443'];
  return headers;
}

function lastOfEach(headers: Record<string, string[]>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, values]) => [name, values.at(-1) ?? '']));
}

/** The address that a request came from. */
export function addressOf(message: ProxyRequest['message']): string {
  return (message.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
}

function identityOf(sourceIp: string, userAgent: string | null): Record<string, string | null> {
  return {
    accessKey: null,
    accountId: null,
    apiKey: null,
    apiKeyId: null,
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp,
    user: null,
    userAgent,
    userArn: null,
  };
}

/** `09/Apr/2026:12:34:56 +0000`. */
function commonLogTime(at: Date): string {
  const [, day, month, year, time] = /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}
