/** The days before the end of credentials from which their operator is warned. */
const WARN_DAYS = 30;

/** The whole days until credentials end, 0 once they have; undefined while that is far off. */
export function expiringDays(until: Date, now: Date): number | undefined {
  const days = Math.max(0, Math.floor((until.getTime() - now.getTime()) / 86_400_000));
  return days < WARN_DAYS ? days : undefined;
}
