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

/**
 * The steady pace of a share that goes out in bursts: from each message to the one a share later takes a round, and
 * what counts is the length of the rounds, since an hour may hold the whole of one burst and none of the next pause.
 * @param share the messages of an hour
 * @returns the part of the share that is sent in an hour, over all whole rounds from the first message on
 */
export function partOfShare(share: number, instants: readonly number[]): number {
  const rounds = Math.floor((instants.length - 1) / share);
  if (rounds < 1) throw new RangeError(`${instants.length} messages are no round of ${share}`);
  return (rounds * 3_600_000) / ((instants[rounds * share] as number) - (instants[0] as number));
}
