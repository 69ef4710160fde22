import type { HttpAnswer } from './answer.ts';
import { GatewayError } from './gateway-error.ts';

/** Headers that a function may not set: API Gateway sends them under another name. */
const REMAPPED = new Set([
  ...['authorization', 'connection', 'content-md5', 'date', 'expect', 'host', 'max-forwards', 'proxy-authenticate'],
  ...['server', 'te', 'trailer', 'upgrade', 'user-agent', 'via', 'warn', 'www-authenticate'],
]);
/** Headers that follow from the body that is sent. */
const DROPPED = new Set(['content-length', 'transfer-encoding']);

/**
 * Judges what a function answered.
 * @throws {GatewayError} where the answer is not in the form that a proxy integration needs
 */
export function proxyAnswer(value: unknown, decodesBase64: boolean): HttpAnswer {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed();
  const {
    statusCode,
    headers,
    multiValueHeaders,
    body = '',
    isBase64Encoded = false,
  } = value as Record<string, unknown>;
  const status = Number(statusCode);
  if (!Number.isInteger(status) || status < 100 || status > 599) throw malformed();
  if (body !== null && typeof body !== 'string') throw malformed();
  const list = [...single(headers), ...multiple(multiValueHeaders)].filter(
    ([name]) => !DROPPED.has(name.toLowerCase()),
  );
  if (!list.some(([name]) => name.toLowerCase() === 'content-type')) list.push(['Content-Type', 'application/json']);
  return {
    status,
    headers: list.map(([name, text]) => [REMAPPED.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, text]),
    body: Buffer.from(body ?? '', isBase64Encoded === true && decodesBase64 ? 'base64' : 'utf8'),
  };
}

function single(headers: unknown): [string, string][] {
  return Object.entries(objectOf(headers)).map(([name, value]) => [name, textOf(value)]);
}

function multiple(headers: unknown): [string, string][] {
  return Object.entries(objectOf(headers)).flatMap(([name, values]) => {
    if (!Array.isArray(values)) throw malformed();
    return values.map((value): [string, string] => [name, textOf(value)]);
  });
}

function objectOf(value: unknown): object {
  if (value === undefined || value === null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value;
  throw malformed();
}

function textOf(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw malformed();
}

function malformed(): GatewayError {
  return new GatewayError('INTEGRATION_FAILURE', 'Internal server error');
}
