import type { AuthorityName } from '../../schemas/catalogue.ts';
import { makeCiel } from './ciel/index.ts';
import { makeDeltaH7 } from './delta-h7/index.ts';
import type { MakeAuthority } from './make-authority.ts';
import { makeOmega } from './omega/index.ts';
import { makeToll } from './toll/index.ts';

/** The maker of each authority. The desk uses it to ask for a token; a lane's sender contains its own alone. */
export const authorities: Record<AuthorityName, MakeAuthority> = {
  'delta-h7': makeDeltaH7,
  toll: makeToll,
  ciel: makeCiel,
  omega: makeOmega,
};
