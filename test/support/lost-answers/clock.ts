import { setImmediate as turn } from 'node:timers/promises';

/** The time of one gateway. It moves only on command, so a busy machine makes nothing late. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lets the given milliseconds pass without waiting for them. */
  travel(ms: number): void;
  /** A pause of that length; everything in flight goes on meanwhile. */
  sleep(ms: number): Promise<void>;
  /** A `Date` class with that time. */
  readonly Date: DateConstructor;
}

export function clock(): Clock {
  let at = Date.now();
  const now = () => at;
  class DateOfIt extends Date {
    constructor(...parts: []) {
      if (parts.length === 0) super(now());
      else super(...parts);
    }
    static override now = now;
  }
  return {
    now,
    travel(ms) {
      at += ms;
    },
    async sleep(ms) {
      const until = now() + ms;
      await turn();
      at = Math.max(at, until);
    },
    Date: DateOfIt as DateConstructor,
  };
}
