export interface RememberedOptions<T> {
  fetch: () => Promise<T>;
  now: () => number;
  /** After how many milliseconds a value is fetched anew. */
  maxAge: number;
  /** For how many milliseconds after a fetch a forced one is not made. */
  cooldown: number;
}

export interface Remembered<T> {
  /** The value, at most `maxAge` old; older where a new fetch fails. */
  get(): Promise<T>;
  /** The value fetched anew, unless that was done within the cooldown. */
  renew(): Promise<T>;
}

/**
 * A remote value kept in memory. All callers share one pending fetch; a failed fetch serves the
 * value that is there, since a stale secret is better than none.
 */
export function remembered<T>({ fetch, now, maxAge, cooldown }: RememberedOptions<T>): Remembered<T> {
  let held: { value: T; at: number } | undefined;
  let attemptedAt = Number.NEGATIVE_INFINITY;
  let pending: Promise<T> | undefined;

  function fetchShared(): Promise<T> {
    pending ??= fetch()
      .then((value) => {
        held = { value, at: now() };
        return value;
      })
      .catch((error: unknown) => {
        if (held) return held.value;
        throw error;
      })
      .finally(() => {
        attemptedAt = now();
        pending = undefined;
      });
    return pending;
  }

  return {
    async get() {
      if (held && (now() - held.at < maxAge || now() - attemptedAt < cooldown)) return held.value;
      return fetchShared();
    },
    async renew() {
      if (held && now() - attemptedAt < cooldown) return held.value;
      return fetchShared();
    },
  };
}
