/** The most instants in any window of a length in milliseconds; both in ascending order, the end not included. */
export function mostWithin(windowMs: number, instants: readonly number[]): number {
  let first = 0;
  let most = 0;
  for (const [last, instant] of instants.entries()) {
    while (instant - (instants[first] as number) >= windowMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
