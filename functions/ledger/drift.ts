import { contractOf as authorityContract } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import { schemaFaults } from '../../schemas/fault.ts';
import { instantOf } from '../../schemas/instant.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import { wellFormed } from '../../schemas/message-text.ts';
import type { FilingKey } from './records.ts';
import { liesAhead } from './written-instant.ts';

/**
 * The departures of a message from the contract as it is known here: it is kept all the same.
 * @param all what it says, of its own filing and of others
 * @param arrivedAt ISO 8601
 */
export function driftOf(
  { authority, body }: Pick<FilingKey, 'authority'> & { body: string },
  contract: InboundMessage,
  all: readonly Facts[],
  arrivedAt: string,
): string[] {
  const { stateOf } = authorityContract(authority);
  const isUnknown = all.some(({ state }) => state && stateOf(state.raw) === 'unknown');
  const isAhead = all.some(({ state, issued }) =>
    [state?.since, issued].some((text) => liesAhead(instantOf(text) ?? Number.NEGATIVE_INFINITY, arrivedAt)),
  );
  const { faults: most, characters } = messageLimits.drift;
  // As it was written: a long number that is read as text departs, too.
  const faults = schemaFaults(contract.schema(), JSON.parse(body));
  return [
    ...(isUnknown ? ['a state with a code that is not known'] : []),
    ...(isAhead ? ['a date-time more than a day after the message arrived: it counts as its arrival'] : []),
    // A field's name is as long as whoever wrote it likes.
    ...faults.slice(0, most).map(({ pointer, rule }) => `${wellFormed(pointer.slice(0, characters))}: ${rule}`),
    ...(faults.length > most ? [`${faults.length - most} more`] : []),
  ];
}
