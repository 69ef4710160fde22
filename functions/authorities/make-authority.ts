import type { OnTokenRequested, TokenStore } from '../tokens/access-token.ts';
import type { ReadSecret } from '../tokens/secrets.ts';
import type { Authority } from './authority.ts';

/** What an authority needs of its dependencies. */
export interface AuthorityDependencies {
  readSecret: ReadSecret;
  tokenStore: TokenStore;
  onTokenRequested: OnTokenRequested;
}

/** How an authority is made from its lane's configuration, which was checked when the stack was synthesized. */
export type MakeAuthority = (lane: unknown, dependencies: AuthorityDependencies) => Authority;
