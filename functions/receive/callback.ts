import type { APIGatewayProxyEvent } from 'aws-lambda';
import { type AuthorityName, type CallbackRoute, callbackRoutes, contractOf } from '../../schemas/catalogue.ts';
import type { FilingKind, InboundMessage } from '../../schemas/contract.ts';
import { textAt } from '../../schemas/fault.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import { parseMessage } from '../../schemas/message-text.ts';
import type { ContractError } from './answer.ts';
import { type Body, dotted, readBody, refused } from './body.ts';
import { partsOf } from './path.ts';

/** A message of an authority, read as far as keeping it requires. */
export interface Callback {
  authority: AuthorityName;
  /** The catalogue's path on which it arrived. */
  path: string;
  kind: FilingKind;
  /** The messages that the route takes. */
  arrivals: CallbackRoute['arrivals'];
  /** The contracts that it may have: several where messages share the route. */
  candidates: readonly InboundMessage[];
  messageId: string;
  /** The operator's reference in the message, where it holds one. */
  reference: string | undefined;
  /** The authority's reference in the path, where the route has one. */
  authorityReference: string | undefined;
  /** The body as received. */
  body: string;
  payload: unknown;
  /** The message in our names, as this contract has them: they differ where an operator's own file says so. */
  readAs(contract: InboundMessage): ReadArrival;
}

/** A message in our names. */
export interface ReadArrival {
  body: string;
  /** The text as received, where that is not the body. */
  raw?: string;
  payload: unknown;
}

/** The part of a route's path that names a filing by the authority's reference. */
const REFERENCE_PART = /\{(\w+)\}/;

/**
 * The route of a call: the API's own, or by its path where that has more slashes than it should. `undefined` where
 * there is none.
 */
export function routeOf(
  { resource, httpMethod, path = '' }: Pick<APIGatewayProxyEvent, 'resource' | 'httpMethod' | 'path'>,
  authorities: readonly AuthorityName[],
): CallbackRoute | undefined {
  if (httpMethod !== 'POST') return undefined;
  const routes = callbackRoutes(authorities);
  return routes.find((route) => route.path === resource) ?? routes.find((route) => partsOf(path, route.path));
}

/**
 * Reads a call on a route: strictly in the frame, liberally elsewhere.
 * @throws {ContractError} 400 where the body cannot be read or the frame is incomplete, so that nothing could be kept
 * under any reference
 */
export function readCallback(event: APIGatewayProxyEvent, route: CallbackRoute): Callback {
  const { arrivalPath, authority, kind, arrivals } = route;
  const pointers = pointersOf(arrivals);
  const onWire = (pointer: string) => arrivals.map(({ contract }) => contract.wire?.pointer(pointer) ?? pointer);
  const read = readBody(event, [...new Set([route.messageId, ...pointers].flatMap((one) => [one, ...onWire(one)]))]);
  const { text: body } = read;
  const readAs = reader(read);
  // The frame is where the contracts of the route have it; most often all have it in one place.
  const readings = arrivals.map(({ contract }) => readAs(contract).payload);
  const payload = readings.find((one) => textAt(one, route.messageId)) ?? read.payload;
  const messageId = textAt(payload, route.messageId);
  const place = dotted(onWire(route.messageId)[0] ?? route.messageId);
  if (!messageId) throw refused('NO_MESSAGE_ID', `The message has no ${place}: fill it in, as text`);
  if (messageId.length > messageLimits.messageId) {
    throw refused('LONG_MESSAGE_ID', `${place} has more than ${messageLimits.messageId} characters`);
  }
  const part = REFERENCE_PART.exec(route.path)?.[1];
  const authorityReference = part && (event.pathParameters?.[part] ?? partsOf(event.path, route.path)?.[part]);
  const reference = pointers.flatMap((pointer) => readings.map((one) => textAt(one, pointer))).find(Boolean);
  // A message about an enquiry has no reference of the operator's: its contents say which enquiry it answers.
  if (!reference && !authorityReference && !contractOf(authority).enquiryOf) throw namesNothing(arrivals);
  if ([reference, authorityReference].some((one) => one !== undefined && one.length > messageLimits.reference)) {
    throw refused('LONG_REFERENCE', `A reference has more than ${messageLimits.reference} characters: correct it`);
  }
  return {
    authority,
    path: arrivalPath,
    kind,
    arrivals,
    candidates: arrivals.map(({ contract }) => contract),
    messageId,
    reference,
    authorityReference,
    body,
    payload,
    readAs,
  };
}

/** Reads a body by the names of contracts, each once. */
function reader({ text, payload }: Body): Callback['readAs'] {
  const read = new Map<InboundMessage, ReadArrival>();
  return (contract) => {
    const known = read.get(contract);
    if (known) return known;
    const body = contract.wire?.read(text) ?? text;
    const found = body === text ? { body, payload } : { body, raw: text, payload: parseMessage(body) };
    read.set(contract, found);
    return found;
  };
}

/** The refusal of a message that names no filing. */
export function namesNothing(arrivals: CallbackRoute['arrivals']): ContractError {
  return refused(
    'NO_REFERENCE',
    `The message names no filing: fill in ${[...new Set(placesOnWire(arrivals))].map(dotted).join(' or ')}`,
  );
}

const pointersOf = (arrivals: CallbackRoute['arrivals']) => [
  ...new Set(arrivals.map(({ arrival }) => arrival.reference)),
];

/** The places of the references, as the authority names them. */
const placesOnWire = (arrivals: CallbackRoute['arrivals']) =>
  arrivals.map(({ contract, arrival }) => contract.wire?.pointer(arrival.reference) ?? arrival.reference);
