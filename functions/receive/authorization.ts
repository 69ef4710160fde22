import type { APIGatewayProxyEvent } from 'aws-lambda';

/**
 * The `Authorization` header by its name in any case, since API Gateway passes it on as it came. Two different ones
 * count as none: which is meant is not for us to guess.
 */
export function authorizationOf({
  headers,
  multiValueHeaders,
}: Pick<APIGatewayProxyEvent, 'headers' | 'multiValueHeaders'>): string | undefined {
  const all = [...Object.entries(headers ?? {}), ...Object.entries(multiValueHeaders ?? {})];
  const values = new Set(
    all.filter(([name]) => name.toLowerCase() === 'authorization').flatMap(([, value]) => value ?? []),
  );
  return values.size === 1 ? [...values][0] : undefined;
}
