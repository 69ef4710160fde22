export interface PaceOptions {
  /** How many may start in a second. */
  perSecond: number;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
}

export interface Pace {
  /** Resolves when the next one may start. */
  turn(): Promise<void>;
}

/**
 * Lets one start after another at an even pace, never two at once, over all calls of this
 * instance: a second after an idle time lets through no more than any other.
 */
export function pace({ perSecond, now, sleep }: PaceOptions): Pace {
  const interval = 1000 / perSecond;
  let next = 0;
  return {
    async turn() {
      const start = Math.max(now(), next);
      next = start + interval;
      const wait = start - now();
      if (wait > 0) await sleep(wait);
    },
  };
}
