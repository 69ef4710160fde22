import { type AuthorityName, contractOf } from './catalogue.ts';

/** What authorities are called within a sentence: by its own noun where there is one, else by what stands for several. */
export function nounOf(authorities: readonly AuthorityName[], several = 'the authority'): string {
  const [noun, ...others] = new Set(authorities.map((authority) => contractOf(authority).noun));
  return noun === undefined || others.length > 0 ? several : noun;
}
