export interface RememberedOptions<T> {
  fetch: () => Promise<T>;
  now: () => number;
  /** After how many milliseconds a value is fetched anew. */
  maxAge: number;
  /** For how many milliseconds after a fetch that failed, or that was asked for, no other one is made. */
  cooldown: number;
}

export interface Remembered<T> {
  /** The value, at most `maxAge` old; older where a new fetch fails. */
  get(): Promise<T>;
  /** The value as it was at that instant or later, unless one was asked for within the cooldown. */
  renew(asOf: number): Promise<T>;
}

/**
 * A remote value kept in memory. All callers share one pending fetch; a failed fetch serves the
 * value that is there, since a stale secret is better than none. Where there is none, it fails, and
 * so it does for all who ask within the cooldown: whoever asks often must not have it fetched often.
 */
export function remembered<T>({ fetch, now, maxAge, cooldown }: RememberedOptions<T>): Remembered<T> {
  let held: { value: T; at: number } | undefined;
  let failed: { error: unknown; at: number } | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let pending: Promise<T> | undefined;

  const isRecent = (at = Number.NEGATIVE_INFINITY) => now() - at < cooldown;

  function fetchShared(): Promise<T> {
    pending ??= fetch()
      .then((value) => {
        held = { value, at: now() };
        failed = undefined;
        return value;
      })
      .catch((error: unknown) => {
        failed = { error, at: now() };
        return whatThereIs();
      })
      .finally(() => {
        pending = undefined;
      });
    return pending;
  }

  function whatThereIs(): T {
    if (held) return held.value;
    throw failed?.error;
  }

  return {
    async get() {
      if ((held && now() - held.at < maxAge) || isRecent(failed?.at)) return whatThereIs();
      return fetchShared();
    },
    async renew(asOf) {
      if (pending) return pending;
      if (isRecent(renewedAt) || isRecent(failed?.at)) return whatThereIs();
      // What was fetched since is as new as it can be, and counts.
      const isNew = held !== undefined && held.at >= asOf;
      renewedAt = now();
      return isNew ? whatThereIs() : fetchShared();
    },
  };
}
