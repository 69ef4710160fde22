import type { OnTokenRequested, TokenStore } from '../tokens/access-token.ts';
import type { ReadSecret, SecretDate } from '../tokens/secrets.ts';
import type { Authority } from './authority.ts';

/** The stores and readers that an authority depends on. */
export interface AuthorityDependencies {
  readSecret: ReadSecret;
  secretDate: SecretDate;
  /** The store in which the instances share a token, by its name: `token`, or of one that leads to it. */
  tokenStore: (name: string) => TokenStore;
  onTokenRequested: OnTokenRequested;
}

/** Makes an authority from its lane's configuration, which was checked when the stack was synthesized. */
export type MakeAuthority = (lane: unknown, dependencies: AuthorityDependencies) => Authority;
