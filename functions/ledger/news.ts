import { kindOf, messageOf } from '../../schemas/catalogue.ts';
import type { Facts, FactsAbout, InboundMessage } from '../../schemas/contract.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import { latestSent } from './attempts.ts';
import { type FilingKey, keyAbout, type LedgerRecord } from './records.ts';

/**
 * The news in an answer about other filings than its own, a decision on a request or the findings of an enquiry:
 * these filings, each with its facts.
 * @param records those of the answer's own filing, which have the request
 */
export function newsOf(
  key: FilingKey,
  contract: InboundMessage,
  payload: unknown,
  records: readonly LedgerRecord[],
): [FilingKey, Facts][] {
  const sent = latestSent(records);
  const named = sent && { message: sent.message, payload: JSON.parse(sent.body) };
  const about: FactsAbout = contract.factsAbout?.(payload, named) ?? Object.create(null);
  const issued = contract.facts(payload).issued;
  for (const reference of unknownOf(key, contract, payload, records, about)) {
    about[reference] = { ...(issued && { issued }), unknownToAuthority: true };
  }
  return (
    Object.entries(about)
      // A reference that is none of ours has no filing to lie in; the answer itself still has it.
      .filter(([reference]) => reference.length <= messageLimits.reference)
      .map(([reference, facts]) => [keyAbout(key, reference), facts])
  );
}

/** The filings that an enquiry asked for and did not find; none where its answer could not be read whole. */
function unknownOf(
  key: FilingKey,
  contract: InboundMessage,
  payload: unknown,
  records: readonly LedgerRecord[],
  found: object,
): string[] {
  if (!kindOf(key.authority, key.kind).isEnquiry || !contract.listsAll?.(payload)) return [];
  const sent = latestSent(records);
  const entry = sent && messageOf(key.authority, sent.message);
  if (entry?.direction !== 'outbound') return [];
  return (entry.about?.(JSON.parse(sent?.body ?? '{}')) ?? []).filter((reference) => !Object.hasOwn(found, reference));
}
