import { type AuthorityName, fanOutMessages } from '../../schemas/catalogue.ts';
import type { Filing } from '../../schemas/filing.ts';

/** True for a filing that the gateway carries out itself among others: it waits for those, and is never sent. */
export function isCarriedOut({ authority, kind }: Pick<Filing, 'authority' | 'kind'>): boolean {
  return fanOutMessages(authority as AuthorityName).some(({ filing }) => filing === kind);
}
