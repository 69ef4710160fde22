import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type AuthorityName, type CallbackRoute, callbackRoutes } from '../../schemas/catalogue.ts';
import type { FilingKind, InboundMessage } from '../../schemas/contract.ts';
import { textAt } from '../../schemas/fault.ts';
import { ContractError } from './answer.ts';

/** A message of an authority, read as far as is needed to keep it. */
export interface Callback {
  authority: AuthorityName;
  /** The catalogue's path on which it came. */
  path: string;
  kind: FilingKind;
  /** What it may be: several messages where they share the route. */
  candidates: readonly InboundMessage[];
  messageId: string;
  /** The operator's reference in the message, where it holds one. */
  reference: string | undefined;
  /** The authority's reference in the path, where the route has one. */
  customsReference: string | undefined;
  /** The body as received. */
  body: string;
  payload: unknown;
}

/** The longest reference that a filing is kept under: far longer than any of the contract. */
const LONGEST_REFERENCE = 100;

/** The part of a route's path that names a filing by the authority's reference. */
const REFERENCE_PART = /\{(\w+)\}/;

/**
 * The exchange that was called, by the API's own route.
 * @throws {ContractError} 404 where no exchange has that route
 */
export function routeOf(
  event: Pick<APIGatewayProxyEvent, 'resource' | 'httpMethod'>,
  authorities: readonly AuthorityName[],
): CallbackRoute {
  const route = callbackRoutes(authorities).find(({ path }) => path === event.resource);
  if (!route || event.httpMethod !== 'POST')
    throw new ContractError(404, 'UNKNOWN_URL', 'There is no such URL: correct the one that is called');
  return route;
}

/**
 * Reads a call on a route: strictly what the frame needs, liberally what the message says.
 * @throws {ContractError} 400 where the frame is incomplete, so that nothing could be kept under any reference
 */
export function readCallback(event: APIGatewayProxyEvent, route: CallbackRoute): Callback {
  const body = textOf(event);
  const payload = objectOf(body);
  const { arrivalPath, authority, arrivals } = route;
  const messageId = textAt(payload, '/header/messageId');
  if (!messageId) throw new ContractError(400, 'INCOMPLETE', 'The message has no header.messageId');
  const part = REFERENCE_PART.exec(route.path)?.[1];
  const customsReference = part ? (event.pathParameters?.[part] ?? undefined) : undefined;
  const pointers = [...new Set(arrivals.map(({ arrival }) => arrival.reference))];
  const reference = pointers.map((pointer) => textAt(payload, pointer)).find(Boolean);
  const kind = arrivals[0]?.arrival.filing ?? 'declaration';
  // A consultation has no reference of the operator's: what it answers follows from what is in it.
  if (!reference && !customsReference && kind !== 'consultation') {
    throw new ContractError(
      400,
      'INCOMPLETE',
      `The message names no filing: ${pointers.map(dotted).join(' or ')} is missing`,
    );
  }
  if ([reference, customsReference].some((one) => one !== undefined && one.length > LONGEST_REFERENCE)) {
    throw new ContractError(400, 'INCOMPLETE', `A reference has at most ${LONGEST_REFERENCE} characters`);
  }
  return {
    authority,
    path: arrivalPath,
    kind,
    candidates: arrivals.map(({ contract }) => contract),
    messageId,
    reference,
    customsReference,
    body,
    payload,
  };
}

/** [H7-T3] The body as text; bytes that are not UTF-8 are an error, not question marks. */
function textOf({ body, isBase64Encoded }: APIGatewayProxyEvent): string {
  if (!body) throw new ContractError(400, 'EMPTY', 'The message is empty');
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    throw new ContractError(400, 'NOT_UTF8', 'The message is not encoded in UTF-8');
  }
}

function objectOf(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new ContractError(400, 'NOT_JSON', 'The message is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ContractError(400, 'INCOMPLETE', 'The message is not a JSON object');
  }
  return value as Record<string, unknown>;
}

function dotted(pointer: string): string {
  return pointer.slice(1).replaceAll('/', '.');
}
