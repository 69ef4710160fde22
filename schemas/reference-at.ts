import type { OutboundMessage } from './contract.ts';

/** The JSON Pointer, in the envelope, of a message's operator reference. */
export function referenceAt({ reference }: Pick<OutboundMessage, 'reference'>): string {
  return reference === 'envelope' ? '/reference' : `/payload${reference}`;
}
