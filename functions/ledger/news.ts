import { kindOf } from '../../schemas/catalogue.ts';
import type { Facts, FactsAbout, InboundMessage } from '../../schemas/contract.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import { latestSent, outbound } from './attempts.ts';
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
  // Most messages speak of their own filing only: the message that was sent is not parsed for them.
  const sent = contract.factsAbout && latestSent(records);
  const asked = sent && { message: sent.message, payload: JSON.parse(sent.body) };
  const about: FactsAbout = contract.factsAbout?.(payload, asked) ?? Object.create(null);
  // The filings that an enquiry asked for and did not find; none where its answer could not be read whole.
  const isWhole = asked && kindOf(key.authority, key.kind).isEnquiry && contract.listsAll?.(payload);
  const wanted = isWhole ? (outbound(key, asked.message)?.about?.(asked.payload) ?? []) : [];
  const unknown = wanted.filter((one) => !Object.hasOwn(about, one));
  const issued = unknown.length > 0 ? contract.facts(payload).issued : undefined;
  for (const reference of unknown) {
    about[reference] = { ...(issued && { issued }), unknownToAuthority: true };
  }
  return (
    Object.entries(about)
      // A reference that is none of ours has no filing to lie in; the answer itself still has it.
      .filter(([reference]) => reference.length <= messageLimits.reference)
      .map(([reference, facts]) => [keyAbout(key, reference), facts])
  );
}
