import type { FanOut } from '../../../schemas/fan-out.ts';

/** The least and the most time between two looks at the same filings. */
const SHORTEST_MS = 15_000;
const LONGEST_MS = 3_600_000;
/** A look comes when this part of the age has passed since the one before. */
const PART = 3;
/** The time by which the books have what was filed. */
const BOOKS_LAG_MS = 30_000;

/** The times of what is carried out, in milliseconds since the epoch. */
export interface FanOutTimes {
  /** The end of the time in which filings join. */
  joiningEnds: number;
  /** The first instant at which it may be over. */
  endsFrom: number;
  /** The instant at which it is over, whatever still waits. */
  endsBy: number;
}

/** @param at the time at which it was claimed, ISO 8601 */
export function fanOutTimes({ joinMs, patienceMs }: FanOut, lane: unknown, at: string): FanOutTimes {
  const joiningEnds = Date.parse(at) + joinMs(lane);
  return { joiningEnds, endsFrom: joiningEnds + BOOKS_LAG_MS, endsBy: Date.parse(at) + patienceMs };
}

/** The time of the next look: soon after the start, rarer with its age, and right after the joining time. */
export function nextLook({ endsFrom }: FanOutTimes, at: string, now: number): number {
  const age = now - Date.parse(at);
  const next = now + Math.min(LONGEST_MS, Math.max(SHORTEST_MS, age / PART));
  return now < endsFrom ? Math.min(next, endsFrom) : next;
}
