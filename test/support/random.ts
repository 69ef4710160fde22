/** A generator of random numbers that repeats with its seed. */
export interface Chance {
  /** A number from 0, below 1. */
  next(): number;
  /** A whole number below `most`. */
  below(most: number): number;
  pick<T>(all: readonly T[]): T;
  /** True once in `times` cases. */
  once(inSoMany: number): boolean;
}

/** Mulberry32: even enough here, and the same on every machine. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number) => Math.floor(next() * most);
  return {
    next,
    below,
    pick: <T>(all: readonly T[]) => all[below(all.length)] as T,
    once: (inSoMany) => next() * inSoMany < 1,
  };
}
