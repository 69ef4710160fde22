import type { AuthorityName } from '../../schemas/catalogue.ts';
import type { DeltaH7Lane } from '../../schemas/delta-h7/lane.ts';
import type { OnTokenRequested, TokenStore } from '../tokens/access-token.ts';
import type { ReadSecret } from '../tokens/secrets.ts';
import type { Authority } from './authority.ts';
import { deltaH7 } from './delta-h7/index.ts';

/** What an authority needs of its surroundings. */
export interface Surroundings {
  readSecret: ReadSecret;
  tokenStore: TokenStore;
  onTokenRequested: OnTokenRequested;
}

/** How an authority is made from its lane's configuration, which was checked when the stack was synthesized. */
type MakeAuthority = (lane: unknown, surroundings: Surroundings) => Authority;

/** The one place where authorities are entered. */
export const authorities: Record<AuthorityName, MakeAuthority> = {
  'delta-h7': (lane, surroundings) => deltaH7({ lane: lane as DeltaH7Lane, ...surroundings }),
};
