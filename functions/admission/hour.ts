/**
 * The grants of the last hour, by the number of their bucket since the epoch: each message counts in the bucket in which
 * it starts.
 */
export type Hour = Readonly<Record<string, number>>;

/** The span of a bucket. An hour's share is reached to one part in 300; all buckets of an hour fit in a write of 1 kB. */
export const BUCKET_MS = 12_000;

const HOUR_MS = 3_600_000;
/**
 * The time for which a bucket counts beyond its hour: calls are late by some milliseconds, on their way by some more,
 * and the clocks of two senders differ.
 */
const MARGIN_MS = 1000;

/** The bucket of a message that starts at an instant. */
export function bucketOf(at: number): string {
  return String(Math.floor(at / BUCKET_MS));
}

/** The grants in the hour before an instant, and the instant at which some of them no longer count. */
export function counted(hour: Hour, at: number): { hour: Hour; sum: number; freed: number } {
  const oldest = Math.floor((at - HOUR_MS - MARGIN_MS) / BUCKET_MS);
  const kept = Object.entries(hour).filter(([bucket, count]) => Number(bucket) >= oldest && count > 0);
  const first = Math.min(...kept.map(([bucket]) => Number(bucket)));
  return {
    hour: Object.fromEntries(kept),
    sum: kept.reduce((sum, [, count]) => sum + count, 0),
    freed: (first + 1) * BUCKET_MS + HOUR_MS + MARGIN_MS,
  };
}

/** An hour with `count` messages more, the first at `start`, each further one an interval later. */
export function noted(hour: Hour, start: number, count: number, interval: number): Hour {
  const more: Record<string, number> = { ...hour };
  for (let n = 0; n < count; n += 1) {
    const bucket = bucketOf(start + n * interval);
    more[bucket] = (more[bucket] ?? 0) + 1;
  }
  return more;
}
