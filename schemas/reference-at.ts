import type { OutboundMessage } from './contract.ts';

/** JSON Pointer in the envelope at which the operator's reference of a message stands. */
export function referenceAt({ reference }: Pick<OutboundMessage, 'reference'>): string {
  return reference === 'envelope' ? '/reference' : `/payload${reference}`;
}
