import { type NoToken, TokenFailure } from './token-failure.ts';

/** An access token of an authority. Instants are milliseconds since the epoch. */
export interface AccessToken {
  value: string;
  obtainedAt: number;
  expiresAt: number;
  /** It was requested to replace one that the authority refused. */
  replacesRefused?: true;
}

/** A failed request for a token, and the time until which nobody makes another. */
export interface FailedRequest extends NoToken {
  at: number;
  until: number;
}

/** The state that all instances share: the token, and the failure of the latest request since. */
export interface SharedToken {
  token?: AccessToken;
  failed?: FailedRequest;
}

/** The store of the shared token, with the lease of the instance that renews it. */
export interface TokenStore {
  read(): Promise<SharedToken>;
  /**
   * Takes the lease to renew, unless another instance has it, or has used it since `seen` was read; it ends by itself.
   */
  acquire(until: number, seen: SharedToken): Promise<boolean>;
  /** Keeps a new token, and ends the lease. */
  write(token: AccessToken): Promise<void>;
  /** Keeps the reason why there is no token, and ends the lease. */
  fail(failed: FailedRequest): Promise<void>;
}

/** Called after each request for a token, with the failure where none was obtained. */
export type OnTokenRequested = (failure?: { error: unknown }) => void;

export interface AccessTokensOptions {
  request: () => Promise<AccessToken>;
  onRequested?: OnTokenRequested;
  store: TokenStore;
  /** The pause between two requests with refused credentials: too many lock an account. */
  pauseMs: number;
  /** The longest that a request may be in flight. */
  requestMs: number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

export interface AccessTokens {
  /**
   * A valid token, by one request for all callers in all instances.
   * @throws {TokenFailure} where there is none; without a request where one failed a moment ago
   */
  get(): Promise<string>;
  /** A token in place of one that the authority refused; undefined where another would be no better. */
  replace(refused: string): Promise<string | undefined>;
}

/** The time before its expiry at which a token is given up, for calls in flight. */
const MARGIN_MS = 30_000;
/** The time after a replaced token in which no third one is requested: it would be refused as well. */
const COOLDOWN_MS = 60_000;
/** The time for which failures other than refused credentials are shared: an endpoint that is down is asked once. */
const FAILURE_MS = 10_000;
/** The time within the lease for reading the secret, before the request. */
const SECRET_MS = 10_000;
/** The interval at which other instances look whether the renewal is done. */
const LOOK_MS = 100;
/** The part of a pause by which clocks may differ: such a short rest is waited for. */
const SKEW = 1 / 30;

/** [H7-A2] Keeps one token for its whole life and for all instances, as the contract asks. */
export function accessTokens({
  request,
  onRequested,
  store,
  pauseMs,
  requestMs,
  now,
  sleep,
}: AccessTokensOptions): AccessTokens {
  let current: AccessToken | undefined;
  let pending: Promise<AccessToken | undefined> | undefined;

  const isGood = (token: AccessToken | undefined, refused: string | undefined): token is AccessToken => {
    if (!token || token.value === refused) return false;
    const margin = Math.min(MARGIN_MS, (token.expiresAt - token.obtainedAt) / 4);
    return now() < token.expiresAt - margin;
  };

  async function ask(refused: string | undefined): Promise<AccessToken> {
    try {
      const token = await request();
      onRequested?.();
      return refused === undefined ? token : { ...token, replacesRefused: true };
    } catch (error) {
      onRequested?.({ error });
      throw error;
    }
  }

  /** The shared token, or a new one that this or another instance requests; none where that was just tried. */
  async function obtain(refused: string | undefined): Promise<AccessToken | undefined> {
    for (let isFirst = true; ; isFirst = false) {
      const shared = await store.read();
      const { token, failed } = shared;
      if (isGood(token, refused)) return token;
      if (isRefusedAgain(token, refused)) return undefined;
      const left = failed ? failed.until - now() : 0;
      if (failed && left > 0) {
        if (!isFirst || left > pauseMs * SKEW) throw new TokenFailure(remembered(failed, left));
        await sleep(left);
        continue;
      }
      if (await store.acquire(now() + requestMs + SECRET_MS, shared)) break;
      await sleep(LOOK_MS);
    }
    try {
      const token = await ask(refused);
      await store.write(token);
      return token;
    } catch (error) {
      // Where even this cannot be kept, the lease keeps others from requesting for a while.
      await store.fail(failedNow(TokenFailure.of(error))).catch(() => undefined);
      throw error;
    }
  }

  /** True for a token that replaced a refused one and is refused itself a moment later. */
  function isRefusedAgain(token: AccessToken | undefined, refused: string | undefined): boolean {
    const isAgain = token !== undefined && token.value === refused && token.replacesRefused === true;
    return isAgain && now() - token.obtainedAt < COOLDOWN_MS;
  }

  function failedNow(failure: NoToken): FailedRequest {
    const at = now();
    const ms = failure.kind === 'unauthorised' ? pauseMs : Math.min(FAILURE_MS, pauseMs);
    return { ...failure, at, until: at + Math.max(ms, failure.retryMs ?? 0) };
  }

  function obtainOnce(refused?: string): Promise<AccessToken | undefined> {
    pending ??= obtain(refused)
      .then((token) => {
        current = token ?? current;
        return token;
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  }

  return {
    async get() {
      for (;;) {
        if (isGood(current, undefined)) return current.value;
        const token = await obtainOnce();
        if (token) return token.value;
        // The request was another caller's, and found no better token than the refused one.
      }
    },
    async replace(refused) {
      // A request in flight may have begun before this token was refused.
      await pending?.catch(() => undefined);
      if (isGood(current, refused)) return current.value;
      const token = await obtainOnce(refused);
      return token?.value === refused ? undefined : token?.value;
    },
  };
}

function remembered({ at: _, until: __, ...failure }: FailedRequest, retryMs: number): NoToken {
  return { ...failure, retryMs };
}
