/**
 * The time in which requests count as of one day: more than 24 hours, since clocks differ and a request may arrive a
 * while after it was noted.
 */
export const COUNTED_MS = 86_400_000 + 5 * 60_000;

/** The times of the requests that still count, oldest first. */
export function countedRequests(times: readonly number[] = [], now: number): number[] {
  return times.filter((at) => now - at < COUNTED_MS);
}

/** The milliseconds until another request is within the limit; 0 where it is now. */
export function untilNextMs(counted: readonly number[], perDay: number, now: number): number {
  const last = counted.at(-perDay);
  return last === undefined ? 0 : last + COUNTED_MS - now;
}
