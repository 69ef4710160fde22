import type { AuthorityName } from '../../schemas/catalogue.ts';
import { makeDeltaH7 } from './delta-h7/index.ts';
import type { MakeAuthority } from './make-authority.ts';

/** How each authority is made. The desk asks it for a token; each lane's sender has its own alone. */
export const authorities: Record<AuthorityName, MakeAuthority> = { 'delta-h7': makeDeltaH7 };
