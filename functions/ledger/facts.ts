import { contractOf } from '../../schemas/catalogue.ts';
import type { Facts } from '../../schemas/contract.ts';
import { messageLimits } from '../../schemas/message-limits.ts';
import type { FilingKey } from './records.ts';

/** The fact that a statement makes of a filing, for lists. */
export function factOf({ authority }: FilingKey, facts: Facts): string {
  if (facts.errors) return facts.technical ? 'failed' : 'rejected';
  return facts.state ? contractOf(authority).stateOf(facts.state.raw) : 'answered';
}

/**
 * The authority's reference by which a filing is found: none that is too long for an index, and none for
 * an orphan, which lies under it and must not be found in place of the filing that has it.
 */
export function indexed(
  { reference }: FilingKey,
  authorityReference: string | undefined,
): { authorityReference?: string } {
  const isOne = authorityReference && authorityReference !== reference;
  return isOne && authorityReference.length <= messageLimits.reference ? { authorityReference } : {};
}
