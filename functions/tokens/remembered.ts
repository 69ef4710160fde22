export interface RememberedOptions<T> {
  fetch: () => Promise<T>;
  now: () => number;
  /** The milliseconds after which a value is fetched anew. */
  maxAge: number;
  /** The milliseconds after a failed or an explicit fetch in which there is no other. */
  cooldown: number;
}

export interface Remembered<T> {
  /** The value, at most `maxAge` old; older where a new fetch fails. */
  get(): Promise<T>;
  /** The value as of that instant or later, unless a fetch was made within the cooldown. */
  renew(asOf: number): Promise<T>;
}

/**
 * A remote value kept in memory. All callers share one pending fetch. After a failed fetch the old value is served,
 * since a stale secret is better than none; without an old value it fails, for all callers within the cooldown, so that
 * frequent callers do not cause frequent fetches.
 */
export function remembered<T>({ fetch, now, maxAge, cooldown }: RememberedOptions<T>): Remembered<T> {
  let cached: { value: T; at: number } | undefined;
  let failed: { error: unknown; at: number } | undefined;
  let renewedAt = Number.NEGATIVE_INFINITY;
  let pending: Promise<T> | undefined;

  const isRecent = (at = Number.NEGATIVE_INFINITY) => now() - at < cooldown;

  function fetchShared(): Promise<T> {
    pending ??= fetch()
      .then((value) => {
        cached = { value, at: now() };
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
    if (cached) return cached.value;
    throw failed?.error;
  }

  return {
    async get() {
      if ((cached && now() - cached.at < maxAge) || isRecent(failed?.at)) return whatThereIs();
      return fetchShared();
    },
    async renew(asOf) {
      if (pending) return pending;
      if (isRecent(renewedAt) || isRecent(failed?.at)) return whatThereIs();
      // A value fetched since then is as new as it can be, and counts.
      const isNew = cached !== undefined && cached.at >= asOf;
      renewedAt = now();
      return isNew ? whatThereIs() : fetchShared();
    },
  };
}
