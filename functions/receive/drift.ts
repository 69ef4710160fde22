import { callbackLimits } from '../../schemas/callback-limits.ts';
import { contractOf as authorityContract } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import { wellFormed } from '../../schemas/message-text.ts';
import type { Callback } from './callback.ts';

/** Where a message departs from the contract as it is known here: it is kept all the same. */
export function driftOf(
  { authority, payload }: Pick<Callback, 'authority' | 'payload'>,
  contract: InboundMessage,
  { state }: Facts,
): string[] {
  const isUnknown = state && authorityContract(authority).stateOf(state.raw) === 'unknown';
  const { faults: most, characters } = callbackLimits.drift;
  const faults = schemaFaults(contract.schema(), payload);
  return [
    ...(isUnknown ? ['/declarationState/state: unknown code'] : []),
    // A field's name is as long as whoever wrote it likes.
    ...faults.slice(0, most).map(({ pointer, rule }) => `${wellFormed(pointer.slice(0, characters))}: ${rule}`),
    ...(faults.length > most ? [`${faults.length - most} more`] : []),
  ];
}
