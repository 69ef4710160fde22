import { type AuthorityName, contractOf } from '../../schemas/catalogue.ts';
import type { FilingKey } from './records.ts';

/** The keys of the filings that may have a reference of the operator's: one for each kind at each authority. */
export function keysUnder(authorities: readonly AuthorityName[], reference: string): FilingKey[] {
  return authorities.flatMap((authority) =>
    Object.keys(contractOf(authority).kinds).map((kind) => ({ authority, kind, reference })),
  );
}
