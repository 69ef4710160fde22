import { type AuthorityName, messageOf } from '../../schemas/catalogue.ts';
import type { Facts, InboundMessage } from '../../schemas/contract.ts';
import type { ReceivedRecord } from './records.ts';

/** The facts in a message of the authority, or those that its refusal as a repetition shows. */
export function receivedFacts(
  authority: AuthorityName,
  contract: InboundMessage,
  { repeats }: Pick<ReceivedRecord, 'repeats'>,
  payload: unknown,
): Facts {
  if (repeats === undefined) return contract.facts(payload);
  const sent = messageOf(authority, repeats);
  return (sent?.direction === 'outbound' && sent.onceArrived) || {};
}
