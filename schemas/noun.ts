import { type AuthorityName, contractOf } from './catalogue.ts';

/** The name of authorities within a sentence: the noun that they share, or `several`. */
export function nounOf(authorities: readonly AuthorityName[], several = 'the authority'): string {
  const [noun, ...others] = new Set(authorities.map((authority) => contractOf(authority).noun));
  return noun === undefined || others.length > 0 ? several : noun;
}
