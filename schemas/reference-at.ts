import type { OutboundMessage } from './contract.ts';
import { valueAt } from './fault.ts';
import { readPayload } from './read-payload.ts';

type Referring = Pick<OutboundMessage, 'reference'>;

/** The JSON Pointer, in the envelope, of a message's operator reference, or of the field that it follows from. */
export function referenceAt({ reference }: Referring): string {
  if (reference === 'envelope') return '/reference';
  return `/payload${typeof reference === 'string' ? reference : reference.pointer}`;
}

/** The reference in a message as it was read, of whatever type; undefined where its envelope holds it. */
export function referenceIn({ reference }: Referring, payload: unknown): unknown {
  if (reference === 'envelope') return undefined;
  return typeof reference === 'string' ? valueAt(payload, reference) : reference.of(payload);
}

/**
 * The reference that a message asks to be filed under, of whatever type: its own, unless that yields to the one of its
 * envelope. Undefined where the envelope's holds.
 */
export function referenceHeld(contract: Referring, envelope: unknown, payload: unknown): unknown {
  const { reference } = contract;
  const yields =
    typeof reference === 'object' && reference.yields && typeof valueAt(envelope, '/reference') === 'string';
  return yields ? undefined : referenceIn(contract, payload);
}

/** The reference under which a submission asks to be filed, of whatever type. */
export function referenceAsked(contract: OutboundMessage, envelope: unknown): unknown {
  const { payload } = readPayload(contract, valueAt(envelope, '/payload'));
  return referenceHeld(contract, envelope, payload) ?? valueAt(envelope, '/reference');
}
