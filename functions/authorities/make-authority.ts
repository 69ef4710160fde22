import type { LaneFiles } from '../../schemas/lane-files.ts';
import type { OnTokenRequested, TokenStore } from '../tokens/access-token.ts';
import type { ReadSecret } from '../tokens/secrets.ts';
import type { Authority } from './authority.ts';

/** The stores and readers that an authority depends on. */
export interface AuthorityDependencies {
  /** The contents of the files that the lane names, as they were checked when the stack was synthesized. */
  files: LaneFiles;
  readSecret: ReadSecret;
  /** The store in which the instances share a token, by its name: `token`, or of one that leads to it. */
  tokenStore: (name: string) => TokenStore;
  onTokenRequested: OnTokenRequested;
  /** Called where a token was obtained, with the time until which the credentials are good, if that is known. */
  onCredentialsRead?: (until: Date) => void;
}

/** Makes an authority from its lane's configuration, which was checked when the stack was synthesized. */
export type MakeAuthority = (lane: unknown, dependencies: AuthorityDependencies) => Authority;
