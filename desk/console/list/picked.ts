import { filingKeyOf } from '../../../functions/ledger/items.ts';
import type { FilingKey } from '../../../functions/ledger/records.ts';
import type { AuthorityName } from '../../../schemas/catalogue.ts';

/** The name of the fields that pick filings one by one, each by its id: one reference may be that of several. */
export const PICK = 'pick';

/** The filings that a form picks, each once; what belongs to none of these lanes is left out. */
export function pickedFilings(form: URLSearchParams, authorities: readonly AuthorityName[]): FilingKey[] {
  const keys = [...new Set(form.getAll(PICK))].map(filingKeyOf);
  return keys.filter(({ authority, kind, reference }) => authorities.includes(authority) && kind && reference);
}
