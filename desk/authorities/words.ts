import { type AuthorityName, authorityNames } from '../../schemas/catalogue.ts';
import { viewOf } from '../../schemas/settings.ts';
import type { Examples } from './desk-authority.ts';
import { deskAuthorities } from './registry.ts';

/** The authority that help texts take for an example. */
export const exampleAuthority = authorityNames[0] as AuthorityName;

export const examples: Examples = deskAuthorities[exampleAuthority].examples;

/** The operator's reference, as people call it at these authorities: `the A`, `the A or B`. */
export function referenceWords(authorities: readonly AuthorityName[]): string {
  const words = new Set(authorities.map((authority) => viewOf(authority).reference));
  return `the ${[...words].join(' or ')}`;
}
