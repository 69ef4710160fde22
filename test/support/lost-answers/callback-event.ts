import { callbackRoutes } from '../../../schemas/catalogue.ts';

const routes = callbackRoutes(['delta-h7']);

/** A callback as API Gateway hands it on. */
export function callbackEvent(path: string, rawHeaders: readonly string[], body: Buffer): Record<string, unknown> {
  const headers: Record<string, string> = {};
  for (let place = 0; place < rawHeaders.length; place += 2)
    headers[rawHeaders[place] ?? ''] = rawHeaders[place + 1] ?? '';
  const found = routes
    .map((route) => ({ route, match: patternOf(route.path).exec(path) }))
    .find(({ match }) => match !== null);
  return {
    ...{ resource: found?.route.path ?? '/{proxy+}', path, httpMethod: 'POST', headers },
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    pathParameters: found?.match?.groups ?? null,
    ...{ body: body.toString('base64'), isBase64Encoded: true, requestContext: { requestId: 'one', path } },
  };
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
}
