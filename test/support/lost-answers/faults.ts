import type { FunctionName } from './functions.ts';
import { labelOf } from './labels.ts';
import type { WireAnswer, WireCall } from './wire.ts';

/**
 * The fault that strikes one call. All but `not-taken` carry it out: its connection breaks or a 500 comes instead of
 * the answer, which the SDK's own next try finds out (`reset`, `500`); none of its tries is answered (`gone`);
 * the process that made it is killed at that very moment (`killed`); or all callbacks that customs has under way
 * are brought first, received and told (`callbacks-first`). `not-taken` breaks it before it arrives.
 */
export type How = 'reset' | '500' | 'gone' | 'killed' | 'not-taken' | 'callbacks-first' | 'callbacks-last';

/** The number of the call among those that a function makes under one label, tries of the same call aside. */
export interface CallPlace {
  by: FunctionName;
  service: string;
  label: string;
  nth: number;
}

export interface InjectedFault extends CallPlace {
  how: How;
}

export const placeText = ({ by, service, label, nth }: CallPlace) => `${by} → ${service} ${label} #${nth}`;

/** Counts the calls of a gateway's functions, and says which of them a fault strikes. */
export class CountedCalls {
  /** Every place, in the order of its first call. */
  readonly places: CallPlace[] = [];
  readonly #counts = new Map<string, number>();
  /** The tries of one call have one id. */
  readonly #ids = new Map<string, CallPlace>();

  placeOf(by: FunctionName, call: WireCall): CallPlace {
    const id = call.headers['amz-sdk-invocation-id'];
    const known = typeof id === 'string' ? this.#ids.get(id) : undefined;
    if (known) return known;
    const { service } = call;
    const label = labelOf(call);
    const kind = `${by} ${service} ${label}`;
    const nth = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, nth);
    const place = { by, service, label, nth };
    this.places.push(place);
    if (typeof id === 'string') this.#ids.set(id, place);
    return place;
  }
}

export function isAt(fault: InjectedFault | undefined, place: CallPlace): fault is InjectedFault {
  return fault !== undefined && placeText(fault) === placeText(place);
}

/** A 500 of the service, which says nothing of what was done. */
export function technical(service: string): WireAnswer {
  const text =
    service === 'sns'
      ? '<ErrorResponse><Error><Type>Receiver</Type><Code>InternalFailure</Code></Error></ErrorResponse>'
      : JSON.stringify({ __type: 'InternalServerError', message: 'lost on purpose' });
  const body = Buffer.from(text);
  const type = service === 'sns' ? 'text/xml' : 'application/x-amz-json-1.0';
  return { status: 500, headers: { 'content-type': type, 'content-length': String(body.byteLength) }, body };
}

/** Cuts a receive's visibility timeout to a second: its caller may be killed, and no minute passes here. */
export function shorten(call: WireCall): void {
  if (!String(call.headers['x-amz-target']).endsWith('.ReceiveMessage')) return;
  const input = JSON.parse(call.body.toString()) as object;
  call.body = Buffer.from(JSON.stringify({ ...input, VisibilityTimeout: 1 }));
}
