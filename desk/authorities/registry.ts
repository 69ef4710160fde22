import type { AuthorityName } from '../../schemas/catalogue.ts';
import { cielDesk } from './ciel/index.ts';
import { deltaH7Desk } from './delta-h7/index.ts';
import type { DeskAuthority } from './desk-authority.ts';
import { omegaDesk } from './omega/index.ts';
import { tollDesk } from './toll/index.ts';

/** The desk's part of each authority. */
export const deskAuthorities: Readonly<Record<AuthorityName, DeskAuthority>> = {
  'delta-h7': deltaH7Desk,
  toll: tollDesk,
  ciel: cielDesk,
  omega: omegaDesk,
};
