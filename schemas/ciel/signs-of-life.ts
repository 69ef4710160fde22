import type { SignOfLife } from '../lane-settings.ts';

/** The requests that cost neither a token nor a declaration, by the URLs whose services they show to be up. */
export const signsOfLife: Readonly<Record<string, (url: URL) => SignOfLife>> = {
  /** The ping beside the token endpoint, with the limit and the expression of its own watchers: a zone with a slash will do. */
  tokenUrl: (url) => ({ url: new URL('ping', url), withinMs: 2000, contains: /Europe.Paris/ }),
  /** It answers a GET with an error, which shows that it is up. */
  declarationsUrl: (url) => ({ url, withinMs: 10_000 }),
  'returns.listingUrl': (url) => ({ url, withinMs: 10_000 }),
};
