import { countedRequests, untilNextMs } from './daily-requests.ts';
import { type NoToken, neverLeft, TokenFailure } from './token-failure.ts';

/** An access token of an authority. Instants are milliseconds since the epoch. */
export interface AccessToken {
  value: string;
  obtainedAt: number;
  expiresAt: number;
  /** The number of tokens in a row that the authority refused before this one, which replaces the last of them. */
  refusedBefore?: number;
}

/** A failed request for a token, and the time until which nobody makes another. */
export interface FailedRequest extends NoToken {
  at: number;
  until: number;
  /** The number of requests that failed in a row, this one included. */
  times?: number;
}

/** The state that all instances share: the token, and the failure of the latest request since. */
export interface SharedToken {
  token?: AccessToken;
  failed?: FailedRequest;
  /** The times of the latest requests, oldest first; only where a day's are limited. */
  requests?: readonly number[];
}

/** The store of the shared token, with the lease of the instance that renews it. */
export interface TokenStore {
  read(): Promise<SharedToken>;
  /**
   * Takes the lease to renew, unless another instance has it, or has used it since `seen` was read; it ends by itself.
   * @param requests kept with it, in place of those that were seen
   */
  acquire(until: number, seen: SharedToken, requests?: readonly number[]): Promise<boolean>;
  /** Keeps a new token, and ends the lease. */
  write(token: AccessToken): Promise<void>;
  /**
   * Keeps the reason why there is no token, and ends the lease.
   * @param requests kept in place of those that it was taken with
   */
  fail(failed: FailedRequest, requests?: readonly number[]): Promise<void>;
}

/**
 * Called after each request for a token, with the failure where none was obtained, and with the number of requests of
 * the last 24 hours where they are limited.
 */
export type OnTokenRequested = (failure?: { error: unknown }, ofDay?: number) => void;

export interface AccessTokensOptions {
  request: () => Promise<AccessToken>;
  onRequested?: OnTokenRequested;
  store: TokenStore;
  /** The pause between two requests with refused credentials: too many lock an account. */
  pauseMs: number;
  /** The longest that a request may be in flight. */
  requestMs: number;
  /** The longest that a token is used, however long it is good. */
  usableMs?: number;
  /**
   * The most requests in 24 hours, failed ones included, by all instances. So that they last for a day, pauses after
   * failures and refused tokens then double each time.
   */
  perDay?: number;
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
/** The longest pause where the requests of a day are limited. */
const LONGEST_PAUSE_MS = 45 * 60_000;

/** [H7-A2] Keeps one token for its whole life and for all instances, as the contract asks. */
export function accessTokens({
  request,
  onRequested,
  store,
  pauseMs,
  requestMs,
  usableMs = Number.POSITIVE_INFINITY,
  perDay,
  now,
  sleep,
}: AccessTokensOptions): AccessTokens {
  let current: AccessToken | undefined;
  let pending: Promise<AccessToken | undefined> | undefined;

  const isGood = (token: AccessToken | undefined, refused: string | undefined): token is AccessToken => {
    if (!token || token.value === refused) return false;
    const margin = Math.min(MARGIN_MS, (token.expiresAt - token.obtainedAt) / 4);
    return now() < Math.min(token.expiresAt - margin, token.obtainedAt + usableMs);
  };

  /** A pause that doubles each time, where every request counts. */
  const paused = (ms: number, times: number) =>
    perDay === undefined ? ms : Math.min(ms * 2 ** (times - 1), LONGEST_PAUSE_MS);

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
      const counted = perDay === undefined ? undefined : countedRequests(shared.requests, now());
      const untilNext = counted && perDay ? untilNextMs(counted, perDay, now()) : 0;
      if (untilNext > 0) throw dailyLimit(untilNext);
      // Kept before it is made: a request of an instance that dies counts, too.
      const requests = counted && [...counted, now()];
      if (await store.acquire(now() + requestMs + SECRET_MS, shared, requests)) return ask(refused, shared, requests);
      await sleep(LOOK_MS);
    }
  }

  async function ask(
    refused: string | undefined,
    { token: before, failed }: SharedToken,
    requests: readonly number[] | undefined,
  ): Promise<AccessToken> {
    let isObtained = false;
    try {
      const token = await request();
      isObtained = true;
      onRequested?.(undefined, requests?.length);
      const refusedBefore = refused === undefined ? 0 : before?.value === refused ? (before.refusedBefore ?? 0) + 1 : 1;
      const replacing = refusedBefore > 0 ? { ...token, refusedBefore } : token;
      await store.write(replacing);
      return replacing;
    } catch (error) {
      const failure = TokenFailure.of(error);
      // One that never left is none for the endpoint.
      const counted = isObtained || !neverLeft(failure) ? requests : requests?.slice(0, -1);
      if (!isObtained) onRequested?.({ error }, counted?.length);
      const times = (failed?.times ?? 0) + 1;
      // Where even this cannot be kept, the lease keeps others from requesting for a while.
      await store.fail(failedNow(failure, counted === requests ? times : 1), counted).catch(() => undefined);
      throw error;
    }
  }

  /** True for a token that replaced a refused one and is refused itself a moment later. */
  function isRefusedAgain(token: AccessToken | undefined, refused: string | undefined): boolean {
    if (token === undefined || token.value !== refused || !token.refusedBefore) return false;
    return now() - token.obtainedAt < paused(COOLDOWN_MS, token.refusedBefore);
  }

  function failedNow(failure: NoToken, times: number): FailedRequest {
    const at = now();
    const isCounted = perDay !== undefined && !neverLeft(failure);
    const ms = failure.kind === 'unauthorised' || isCounted ? pauseMs : Math.min(FAILURE_MS, pauseMs);
    return { ...failure, times, at, until: at + Math.max(paused(ms, times), failure.retryMs ?? 0) };
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

function dailyLimit(retryMs: number): TokenFailure {
  return new TokenFailure({ kind: 'unavailable', cause: 'token-endpoint', detail: 'daily-limit', retryMs });
}

function remembered({ at: _, until: __, times: ___, ...failure }: FailedRequest, retryMs: number): NoToken {
  return { ...failure, retryMs };
}
