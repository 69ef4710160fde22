import { boundedError } from '../../schemas/bounded-error.ts';
import type { AuthorityError } from '../../schemas/contract.ts';
import type { Settlement } from './records.ts';

/** The most bytes that the errors of one record take: an item of DynamoDB holds 400 KB, with the message's body. */
const MOST_BYTES = 60_000;

/** A settlement as it is kept: whatever an authority says, it fits into the item. */
export function keptSettlement(settlement: Settlement): Settlement {
  return 'error' in settlement ? { ...settlement, error: boundedError(settlement.error) } : settlement;
}

/**
 * Errors as they are kept: each within its bounds, and as many as an item holds; the last says how many more there
 * are.
 */
export function keptErrors(errors: readonly AuthorityError[]): AuthorityError[] {
  const kept: AuthorityError[] = [];
  let bytes = 0;
  for (const error of errors) {
    const bounded = boundedError(error);
    bytes += Buffer.byteLength(JSON.stringify(bounded));
    if (bytes > MOST_BYTES) return [...kept, { errorDescription: `and ${errors.length - kept.length} more` }];
    kept.push(bounded);
  }
  return kept;
}
