import { callbackLimits } from '../../schemas/callback-limits.ts';
import { contractOf as authorityContract, messageOf } from '../../schemas/catalogue.ts';
import type { Facts, FactsAbout, InboundMessage } from '../../schemas/contract.ts';
import { latestSent } from '../ledger/attempts.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { FilingKey, LedgerRecord } from '../ledger/records.ts';

/** An answer that says something of other filings: a decision on a request, a consultation. */
export interface Spread {
  key: FilingKey;
  contract: InboundMessage;
  payload: unknown;
  messageId: string;
  at: string;
}

/**
 * Writes what an answer says of each declaration into that declaration's own filing, before the
 * answer itself is stored: a replay finishes what a crash left, since each write is made once.
 * @returns the declarations of which it had news, with that news
 */
export async function spread(
  { key, contract, payload, messageId, at }: Spread,
  records: readonly LedgerRecord[],
  ledger: Ledger,
): Promise<[FilingKey, Facts][]> {
  const about: FactsAbout = contract.factsAbout?.(payload) ?? Object.create(null);
  const issued = contract.facts(payload).issued;
  for (const reference of unknownOf(key, contract, records, about)) {
    about[reference] = { ...(issued && { issued }), unknownToAuthority: true };
  }
  const via = { kind: key.kind, reference: key.reference };
  const news = Object.entries(about)
    // What is no reference of ours has no filing to lie in; the answer itself has it still.
    .filter(([reference]) => reference.length <= callbackLimits.reference)
    .map(([reference, facts]): [FilingKey, Facts] => [
      { authority: key.authority, kind: 'declaration', reference },
      facts,
    ]);
  await Promise.all(
    news.map(([declaration, facts]) =>
      ledger.state(
        declaration,
        { type: 'stated', message: contract.message, at, messageId, via, facts },
        { fact: factOf(key, facts), ...indexed(declaration, facts.customsReference) },
      ),
    ),
  );
  return news;
}

/**
 * The authority's reference by which a filing is found: none that is too long for an index, and none for
 * an orphan, which lies under it and must not be found in place of the filing that has it.
 */
export function indexed({ reference }: FilingKey, customsReference: string | undefined): { customsReference?: string } {
  const isOne = customsReference && customsReference !== reference;
  return isOne && customsReference.length <= callbackLimits.reference ? { customsReference } : {};
}

/** [H7-X7] The declarations that a consultation asked for and did not find. */
function unknownOf(
  key: FilingKey,
  contract: InboundMessage,
  records: readonly LedgerRecord[],
  found: object,
): string[] {
  if (key.kind !== 'consultation' || !contract.factsAbout) return [];
  const sent = latestSent(records);
  const entry = sent && messageOf(key.authority, sent.message);
  if (entry?.direction !== 'outbound') return [];
  return (entry.about?.(JSON.parse(sent?.body ?? '{}')) ?? []).filter((reference) => !Object.hasOwn(found, reference));
}

/** What a statement makes of a filing, as lists know it. */
export function factOf({ authority }: FilingKey, facts: Facts): string {
  if (facts.errors) return facts.technical ? 'failed' : 'rejected';
  return facts.state ? authorityContract(authority).stateOf(facts.state.raw) : 'answered';
}
