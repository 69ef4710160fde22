/** An access token of an authority. Instants are milliseconds since the epoch. */
export interface AccessToken {
  value: string;
  obtainedAt: number;
  expiresAt: number;
}

/** The token that all instances share, and the lease of the one that renews it. */
export interface TokenStore {
  read(): Promise<AccessToken | undefined>;
  /**
   * Takes the right to renew, unless another instance has it or has renewed since `seen` was read; it
   * ends by itself.
   */
  acquire(until: number, seen: AccessToken | undefined): Promise<boolean>;
  /** Keeps a new token, and gives the right back. */
  write(token: AccessToken): Promise<void>;
  /** Gives the right back without a token. */
  release(): Promise<void>;
}

/** Hears what came of a request for a token: nothing where one was obtained, else why not. */
export type OnTokenRequested = (failure?: { error: unknown }) => void;

export interface AccessTokensOptions {
  request: () => Promise<AccessToken>;
  onRequested?: OnTokenRequested;
  store: TokenStore;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

export interface AccessTokens {
  /** A token that is good now; one request for all who ask, in every instance. */
  get(): Promise<string>;
  /** A token other than this one, which the authority refused; this one again where one was replaced a moment ago. */
  replace(refused: string): Promise<string>;
}

/** A token is given up this long before it expires, for the time that a call is under way. */
const MARGIN_MS = 30_000;
/** Where the token is refused that was asked for in place of another, a third would not be better. */
const COOLDOWN_MS = 60_000;
/** For how long an instance may be about renewing, and how often others look whether it is done. */
const LEASE_MS = 30_000;
const LOOK_MS = 100;

/** [H7-A2] Keeps one token for its whole life and for all instances, as the contract asks (§2.3.7.1). */
export function accessTokens({ request, onRequested, store, now, sleep }: AccessTokensOptions): AccessTokens {
  let current: AccessToken | undefined;
  let pending: Promise<AccessToken> | undefined;
  let replacedAt = Number.NEGATIVE_INFINITY;

  const isGood = (token: AccessToken | undefined, refused: string | undefined): token is AccessToken => {
    if (!token || token.value === refused) return false;
    const margin = Math.min(MARGIN_MS, (token.expiresAt - token.obtainedAt) / 4);
    return now() < token.expiresAt - margin;
  };

  async function ask(): Promise<AccessToken> {
    try {
      const token = await request();
      onRequested?.();
      return token;
    } catch (error) {
      onRequested?.({ error });
      throw error;
    }
  }

  /** The shared token, or a new one that this or another instance asks for. */
  async function obtain(refused: string | undefined): Promise<AccessToken> {
    for (;;) {
      const shared = await store.read();
      if (isGood(shared, refused)) return shared;
      if (await store.acquire(now() + LEASE_MS, shared)) break;
      await sleep(LOOK_MS);
    }
    try {
      const token = await ask();
      await store.write(token);
      return token;
    } catch (error) {
      await store.release();
      throw error;
    }
  }

  function obtainOnce(refused?: string): Promise<AccessToken> {
    pending ??= obtain(refused)
      .then((token) => {
        current = token;
        return token;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  }

  return {
    async get() {
      return isGood(current, undefined) ? current.value : (await obtainOnce()).value;
    },
    async replace(refused) {
      if (isGood(current, refused)) return current.value;
      if (!pending && now() - replacedAt < COOLDOWN_MS) return refused;
      replacedAt = now();
      return (await obtainOnce(refused)).value;
    },
  };
}
